package dev.shipshape.crash;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What people do at a console that is killed, by its pages, and what it has told them is
 * done.
 */
final class People {

    /** The cluster whose charges are stopped and brought back; nobody removes it. */
    static final String STEADY = "steady";

    private static final Pattern BACK = Pattern.compile("/cleanup/plans/([0-9a-f-]{36})\">It was brought back<");

    private final Map<String, String> network;

    private final Queue<String> free = new ConcurrentLinkedQueue<>();

    private final Queue<String> created = new ConcurrentLinkedQueue<>();

    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    private final Queue<String> confirmed = new ConcurrentLinkedQueue<>();

    private final Queue<String> removed = new ConcurrentLinkedQueue<>();

    private volatile @Nullable String stopped;

    private volatile @Nullable String returning;

    /**
     * People who start tasks in a network.
     * @param subnet a subnet's id
     */
    People(String subnet) {
        this.network = Map.of("taskDefinition", "web:1", "launch", "FARGATE", "subnets", subnet, "publicAddress",
                "true");
    }

    /** The clusters of which the console said that they stand. */
    List<String> created() {
        return List.copyOf(this.created);
    }

    /** The clusters that somebody at least began to have removed. */
    List<String> handled() {
        return List.copyOf(this.handled);
    }

    /** The clusters of which the console said that they are being removed. */
    List<String> removed() {
        return List.copyOf(this.removed);
    }

    /** The plans of which the console said that they are being carried out. */
    List<String> confirmed() {
        return List.copyOf(this.confirmed);
    }

    /** A cluster with a service and a task of its own. */
    void settleIn(ConsoleProcess console) throws Exception {
        // a console that has just started may need longer than a call may take
        for (String page : List.of("/sandbox/clusters", "/sandbox/services/new", "/sandbox/tasks/new", "/sandbox/tasks",
                "/sandbox/clusters", "/cleanup")) {
            console.get(page);
        }
        console.does("/sandbox/clusters", Map.of("name", STEADY, "provider", "FARGATE", "tags", ""));
        console.does("/sandbox/services", with(Map.of("cluster", STEADY, "name", "web", "count", "2")));
        console.does("/sandbox/tasks", with(Map.of("cluster", STEADY, "count", "1")));
    }

    private boolean serves(ConsoleProcess console, String cluster, String count) throws Exception {
        return console.posts("/sandbox/services", with(Map.of("cluster", cluster, "name", "web", "count", count)));
    }

    private Map<String, String> with(Map<String, String> form) {
        Map<String, String> all = new HashMap<>(this.network);
        all.putAll(form);
        return all;
    }

    /** Creates clusters, every third with a service in it, until the console dies. */
    void create(ConsoleProcess console, String prefix, Runnable done) throws Exception {
        for (int number = 0; number < 200; number++) {
            String name = prefix + number;
            if (console.createsCluster(name)) {
                this.created.add(name);
                done.run();
                if (number % 3 == 0) {
                    serves(console, name, "1");
                }
                this.free.add(name);
            }
        }
    }

    /**
     * Plans the removal of one cluster after the other, and confirms it, until the
     * console dies.
     */
    void remove(ConsoleProcess console, Runnable done) throws Exception {
        while (!Thread.currentThread().isInterrupted()) {
            String name = this.free.poll();
            if (name == null) {
                console.get("/actuator/health"); // fails when it is dead
                pause();
                continue;
            }
            this.handled.add(name);
            String plan = console.plans(Map.of("connection", "sandbox", "cluster", name));
            if (confirm(console, plan, name)) {
                this.removed.add(name);
                done.run();
            }
        }
    }

    /** Asks again when the world has changed meanwhile, as the page does. */
    private boolean confirm(ConsoleProcess console, String plan, String name) throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            if (console.posts("/cleanup/plans/" + plan + "/runs", Map.of("confirmation", name))) {
                this.confirmed.add(plan);
                return true;
            }
            pause();
        }
        throw new AssertionError("Plan " + plan + " could not be confirmed: " + console.printed());
    }

    /**
     * Stops the charges of the steady cluster or, where that was done, brings them back;
     * goes on where the last console died.
     */
    void stopOrBringBack(ConsoleProcess console, Runnable done) throws Exception {
        String plan = this.stopped;
        if (plan == null) {
            awaitReturn(console);
            plan = console.plans(Map.of("connection", "sandbox", "cluster", STEADY, "purpose", "STOP"));
            this.stopped = plan;
            confirm(console, plan, "");
        }
        else {
            bringBack(console, plan);
        }
        done.run();
    }

    private void bringBack(ConsoleProcess console, String plan) throws Exception {
        String page = "/cleanup/plans/" + plan;
        while (true) {
            Matcher back = BACK.matcher(console.get(page).body());
            if (back.find()) {
                this.returning = back.group(1);
                this.stopped = null;
                return;
            }
            HttpResponse<String> answer = console.post(page + "/returns", Map.of());
            if (answer.statusCode() == 302) {
                String location = answer.headers().firstValue("Location").orElse("");
                this.returning = location.substring(location.lastIndexOf('/') + 1);
                this.confirmed.add(String.valueOf(this.returning));
                this.stopped = null;
                return;
            }
            console.post(page + "/runs", Map.of("confirmation", "")); // if nobody did
                                                                      // before the
                                                                      // console died
            pause();
        }
    }

    private void awaitReturn(ConsoleProcess console) throws Exception {
        while (this.returning != null && !console.hasEnded(this.returning)) {
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }

}
