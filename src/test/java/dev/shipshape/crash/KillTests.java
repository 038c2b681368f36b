package dev.shipshape.crash;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the console again and again, at seeded moments, while people create clusters with
 * services, have them removed, and stop charges and bring them back. Then no intent is
 * lost, nothing is made twice, every run has ended, and the ledger knows exactly what
 * stands.
 */
class KillTests {

    private static final int KILLS = Integer.getInteger("shipshape.test.kills", 4);

    private static final long SEED = Long.getLong("shipshape.test.seed", 20261123L);

    /** What the activity page says where no action has the outcome that was asked for. */
    private static final String NONE = "No action fits these filters";

    @TempDir
    private Path data;

    @TempDir
    private Path classes;

    private List<String> java = List.of();

    @Test
    void aKilledConsoleLosesAndDoublesNothing() throws Exception {
        System.out.println("kills: " + KILLS + " from seed " + SEED);
        this.java = ConsoleProcess.archive(this.classes);
        Random random = new Random(SEED);
        People people = settled();
        for (int kill = 1; kill <= KILLS; kill++) {
            Deed deed = Deed.values()[random.nextInt(Deed.values().length)];
            workUntilKilled(people, kill, deed, random.nextInt(1500));
        }
        List<String> unfinished = new ArrayList<>(people.confirmed());
        unfinished.addAll(read("select id from cleanup_plan where state in ('RUNNING', 'WAITING')"));
        List<String> standing;
        List<String> starters;
        List<String> parts;
        try (ConsoleProcess console = start()) {
            console.signIn();
            for (String plan : unfinished) {
                await("the run of plan " + plan + " ends", () -> console.hasEnded(plan));
            }
            await("every action is settled", () -> isSettled(console));
            standing = atRest(console);
            starters = Books.starters(console.aws(), People.STEADY);
            parts = Books.partsOfServices(console.aws());
        }
        assertNothingIsLost(people, standing);
        assertNothingIsDoubled(standing, starters);
        assertTheBooksAgree(standing.stream().filter((arn) -> !parts.contains(arn)).toList());
    }

    private ConsoleProcess start() throws Exception {
        return ConsoleProcess.start(this.data, this.java, "--shipshape.cleanup.sweep-every=2s",
                "--shipshape.cleanup.tick=200ms");
    }

    private People settled() throws Exception {
        try (ConsoleProcess console = start()) {
            console.signIn();
            People people = new People(Books.prepare(console.aws()));
            people.settleIn(console);
            return people;
        }
    }

    /**
     * Waits for the first deed of one sort that is done, then a seeded time, then kills.
     */
    private void workUntilKilled(People people, int round, Deed awaited, int afterMillis) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CountDownLatch first = new CountDownLatch(1);
        try (ConsoleProcess console = start()) {
            console.signIn();
            for (Deed deed : Deed.values()) {
                Runnable done = () -> {
                    if (deed == awaited) {
                        first.countDown();
                    }
                };
                threads.execute(() -> work(deed, people, console, "round-" + round + "-", done));
            }
            assertThat(first.await(90, TimeUnit.SECONDS)).as("%s, in round %d", awaited, round).isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMillis));
            console.kill();
        }
        finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        System.out.printf("kill %d, %d ms after %s: %d clusters made, %d on their way out%n", round, afterMillis,
                awaited, people.created().size(), people.removed().size());
    }

    private static void work(Deed deed, People people, ConsoleProcess console, String prefix, Runnable done) {
        try {
            switch (deed) {
                case CREATE -> people.create(console, prefix, done);
                case REMOVE -> people.remove(console, done);
                case STOP_OR_BRING_BACK -> people.stopOrBringBack(console, done);
            }
        }
        catch (Exception ex) {
            Thread.currentThread().interrupt(); // the process was killed, as it should be
        }
    }

    private static boolean isSettled(ConsoleProcess console) throws Exception {
        return console.get("/activity?outcome=OPEN").body().contains(NONE)
                && console.get("/activity?outcome=UNKNOWN").body().contains(NONE);
    }

    /**
     * What stands once services have started and stopped what they have to, and the
     * console has looked.
     */
    private static List<String> atRest(ConsoleProcess console) throws Exception {
        List<String> standing = new ArrayList<>();
        await("AWS comes to rest", () -> {
            List<String> now = Books.standing(console.aws());
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            boolean looked = console.posts("/cleanup/sweeps", Map.of());
            standing.clear();
            standing.addAll(now);
            return looked && now.equals(Books.standing(console.aws()));
        });
        return standing;
    }

    private void assertNothingIsLost(People people, List<String> standing) throws Exception {
        List<String> clusters = standing.stream().filter((arn) -> arn.contains(":cluster/")).toList();
        List<String> remaining = new ArrayList<>(people.created());
        remaining.removeAll(people.handled());
        assertThat(people.removed()).isNotEmpty();
        assertThat(clusters).containsAll(remaining.stream().map(KillTests::arn).toList())
            .contains(arn(People.STEADY))
            .doesNotContainAnyElementsOf(people.removed().stream().map(KillTests::arn).toList());
        assertThat(read("select id from cleanup_plan where state = 'ENDED'")).containsAll(people.confirmed());
        assertThat(read("select id from cleanup_plan where state in ('RUNNING', 'WAITING')")).isEmpty();
        assertThat(read("""
                select concat(s.word, ' ', s.name, ' ', s.state, ' ', s.note) from cleanup_step s
                join cleanup_plan p on p.id = s.plan_id where p.state = 'ENDED' and s.state <> 'DONE'""")).isEmpty();
        // whether an update took place, whose reply was lost, AWS's state does not always
        // tell
        assertThat(read("""
                select resource from action where outcome in ('OPEN', 'UNKNOWN')
                or (outcome = 'UNSETTLED' and verb <> 'UPDATE')""")).isEmpty();
    }

    /**
     * What stopping and bringing back left is the service at its count and the one task,
     * or neither.
     */
    private void assertNothingIsDoubled(List<String> standing, List<String> starters) throws Exception {
        assertThat(standing).doesNotHaveDuplicates();
        List<String> last = read("""
                select purpose from cleanup_plan where purpose <> 'REMOVE' and state = 'ENDED'
                order by started_at desc limit 1""");
        boolean runs = !last.equals(List.of("STOP"));
        assertThat(starters.stream().filter((starter) -> starter.startsWith("ecs-svc/"))).hasSize(runs ? 2 : 0);
        assertThat(starters.stream().filter((starter) -> !starter.startsWith("ecs-svc/"))).hasSize(runs ? 1 : 0);
        assertThat(read("""
                select resource from action where kind = 'cluster' and verb = 'CREATE' and outcome = 'SUCCEEDED'
                group by resource having count(*) > 1""")).isEmpty();
    }

    private void assertTheBooksAgree(List<String> standing) throws Exception {
        assertThat(read("""
                select arn from ledger_entry
                where state <> 'GONE' and kind in ('cluster', 'service', 'task')"""))
            .containsExactlyInAnyOrderElementsOf(standing);
    }

    private List<String> read(String query) throws Exception {
        return Books.read(this.data, query);
    }

    private static String arn(String cluster) {
        return "arn:aws:ecs:us-east-1:123456789012:cluster/" + cluster;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("%s", what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private enum Deed {

        CREATE, REMOVE, STOP_OR_BRING_BACK

    }

    private interface Condition {

        boolean holds() throws Exception;

    }

}
