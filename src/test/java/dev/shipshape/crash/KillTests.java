package dev.shipshape.crash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the console ten times, at seeded moments, while people create clusters; then
 * nothing that was acknowledged is lost, nothing is doubled, no action stays open, and
 * the ledger knows exactly what stands.
 */
class KillTests {

    private static final int KILLS = 10;

    private static final int PEOPLE = 3;

    private static final long SEED = 20261123L;

    /** What the activity page says where no action has the outcome that was asked for. */
    private static final String NONE = "No action fits these filters";

    @TempDir
    private Path data;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void aKilledConsoleLosesAndDoublesNothing() throws Exception {
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            createUntilKilled(kill, random.nextInt(25, 400));
        }
        List<String> standing;
        try (ConsoleProcess console = ConsoleProcess.start(this.data)) {
            console.signIn();
            awaitSettled(console);
            standing = clusters(console);
        }
        assertThat(this.acknowledged).isNotEmpty();
        assertThat(standing).containsAll(this.acknowledged).doesNotHaveDuplicates();
        assertThat(ledger()).containsExactlyInAnyOrderElementsOf(standing);
        assertThat(count("select count(*) from action where outcome in ('OPEN', 'UNKNOWN', 'UNSETTLED')")).isZero();
        assertThat(count("select count(*) from action where outcome = 'SUCCEEDED'")).isEqualTo(standing.size());
    }

    private void createUntilKilled(int round, int afterMillis) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try (ConsoleProcess console = ConsoleProcess.start(this.data)) {
            console.signIn();
            CountDownLatch first = new CountDownLatch(1);
            for (int person = 0; person < PEOPLE; person++) {
                String prefix = "round-" + round + "-" + person + "-";
                people.execute(() -> create(console, prefix, first));
            }
            assertThat(first.await(30, TimeUnit.SECONDS)).as("a cluster was created").isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMillis)); // the
                                                                               // seeded
                                                                               // moment
            console.kill();
        }
        finally {
            people.shutdown();
            assertThat(people.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void create(ConsoleProcess console, String prefix, CountDownLatch first) {
        try {
            for (int number = 0; number < 200; number++) {
                if (console.createsCluster(prefix + number)) {
                    this.acknowledged.add(prefix + number);
                    first.countDown();
                }
            }
        }
        catch (Exception ex) {
            Thread.currentThread().interrupt(); // the process was killed, as it should be
        }
    }

    private static void awaitSettled(ConsoleProcess console) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            String open = console.get("/activity?outcome=OPEN").body();
            String unknown = console.get("/activity?outcome=UNKNOWN").body();
            if (open.contains(NONE) && unknown.contains(NONE)) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        throw new AssertionError("Some actions stay open");
    }

    private static List<String> clusters(ConsoleProcess console) {
        try (EcsClient ecs = EcsClient.builder()
            .endpointOverride(console.aws())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build()) {
            return ecs.listClustersPaginator()
                .clusterArns()
                .stream()
                .map((arn) -> arn.substring(arn.indexOf('/') + 1))
                .toList();
        }
    }

    private List<String> ledger() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection database = database();
                ResultSet rows = database.createStatement()
                    .executeQuery("select name from ledger_entry where state <> 'GONE'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private int count(String query) throws SQLException {
        try (Connection database = database(); ResultSet rows = database.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + this.data.resolve("shipshape").toAbsolutePath(),
                "shipshape", "");
    }

}
