package dev.shipshape.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.shipshape.DataDirectory;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/**
 * Lists of thousands: how long the first read takes, how long a page of it takes once it
 * is read, how many calls AWS gets for it, and how many when 1 and when 100 people look,
 * each every two seconds and out of step. Not among the tests of a build;
 * {@code docs/benchmarks/looking.sh} runs it.
 */
@SpringBootTest(properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=instant",
        "shipshape.cleanup.sweep-every=off", "shipshape.settle-every=1h" })
@AutoConfigureMockMvc
@DataDirectory
class LookingBenchmark {

    private static final double SCALE = Double.parseDouble(System.getProperty("shipshape.benchmark.scale", "1"));

    private static final Duration WATCHED = Duration.ofSeconds(20);

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private SharedReads reads;

    @Test
    void measure() throws InterruptedException {
        Connection sandbox = this.connections.named(Connection.SANDBOX);
        Requests requests = new Requests(sandbox);
        Fleet fleet = new Fleet(this.clients, sandbox);
        Instant begun = Instant.now();
        fleet.services(scaled(2_000));
        fleet.tasks(scaled(10_000));
        fleet.repositories(scaled(500));
        fleet.images("shop/large", scaled(10_000));
        fleet.revisions(scaled(3_000));
        System.out.printf("made in %d s: %s%n", Duration.between(begun, Instant.now()).toSeconds(), requests.since());
        Map<String, String> pages = Map.of("services", "/sandbox/clusters/fleet/services", "tasks",
                "/sandbox/clusters/fleet/tasks", "tasks of all clusters", "/sandbox/tasks?q=web&sort=-started",
                "revisions", "/sandbox/task-definitions", "repositories", "/sandbox/repositories", "images",
                "/sandbox/repositories/shop~large");
        System.out.println(
                "| List | First answer | Read whole after | Calls of that read | A page once read, median and longest of 20 |");
        System.out.println("| --- | --- | --- | --- | --- |");
        pages.entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach((page) -> one(page.getKey(), page.getValue(), sandbox, requests));
        System.out.println();
        System.out.println("| Viewers of 10,000 tasks | Looks | Median, longest | Calls of AWS |");
        System.out.println("| --- | --- | --- | --- |");
        for (int viewers : List.of(1, 100)) {
            watched(viewers, "/sandbox/clusters/fleet/tasks", requests);
        }
    }

    private static int scaled(int number) {
        return (int) (number * SCALE);
    }

    private void one(String name, String page, Connection sandbox, Requests requests) {
        this.reads.changed(sandbox);
        requests.restart();
        long begun = System.nanoTime();
        MvcTestResult answer = look(page);
        long first = millis(begun);
        while (text(answer).contains("read so far") || text(answer).contains("are being read")) {
            answer = look(page);
        }
        long whole = millis(begun);
        Map<String, Long> calls = requests.since();
        List<Long> again = new ArrayList<>();
        for (int turn = 0; turn < 20; turn++) {
            long from = System.nanoTime();
            look(page);
            again.add(millis(from));
        }
        again.sort(null);
        System.out.printf("| %s | %d ms | %d ms | %s | %d ms, %d ms |%n", name, first, whole, calls, again.get(10),
                again.get(19));
    }

    private void watched(int viewers, String page, Requests requests) throws InterruptedException {
        requests.restart();
        ConcurrentLinkedQueue<Long> looks = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(viewers);
        Instant end = Instant.now().plus(WATCHED);
        CountDownLatch never = new CountDownLatch(1);
        List<CompletableFuture<Void>> all = IntStream.range(0, viewers)
            .mapToObj((viewer) -> CompletableFuture.runAsync(() -> {
                pause(never, viewer * 2_000L / viewers);
                while (Instant.now().isBefore(end)) {
                    long from = System.nanoTime();
                    look(page);
                    long took = millis(from);
                    looks.add(took);
                    pause(never, Math.max(0, 2_000 - took));
                }
            }, threads))
            .toList();
        all.forEach(CompletableFuture::join);
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        List<Long> sorted = looks.stream().sorted().toList();
        System.out.printf("| %d | %d | %d ms, %d ms | %s |%n", viewers, sorted.size(), sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1), requests.since());
    }

    private static void pause(CountDownLatch never, long millis) {
        try {
            assertThat(never.await(millis, TimeUnit.MILLISECONDS)).isFalse();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private MvcTestResult look(String page) {
        MvcTestResult answer = this.mvc.get().uri(page).with(user("operator").roles("OPERATOR")).exchange();
        assertThat(answer).hasStatusOk();
        return answer;
    }

    private static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        }
        catch (java.io.UnsupportedEncodingException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static long millis(long from) {
        return (System.nanoTime() - from) / 1_000_000;
    }

}
