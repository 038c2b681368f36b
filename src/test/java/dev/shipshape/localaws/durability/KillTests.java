package dev.shipshape.localaws.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.shipshape.localaws.KilledProcess;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One endpoint, killed again and again while clients of several services change things in
 * it; after each kill, all that it had acknowledged is there. How often and from which
 * seed is told by system properties, as {@code docs/benchmarks/kills.sh} does.
 */
class KillTests {

    private static final Logger logger = LoggerFactory.getLogger(KillTests.class);

    private static final int KILLS = Integer.getInteger("shipshape.test.kills", 10);

    private static final long SEED = Long.getLong("shipshape.test.kill-seed", 20260203L);

    private static final long CHANGES_TO_WAIT_FOR = 60;

    private final List<Load> loads = List.of(new NamedLoad(), new TaskLoad(), new LogLoad(), new PushLoad());

    @Test
    void whatWasAcknowledgedIsThereAfterEveryKill(@TempDir Path directory) throws Exception {
        Random random = new Random(SEED);
        long changes = 0;
        for (int kill = 0; kill <= KILLS; kill++) {
            try (KilledProcess process = KilledProcess.start(directory); Clients clients = new Clients(process.url())) {
                for (Load load : this.loads) {
                    if (kill == 0) {
                        load.prepare(clients);
                    }
                    else {
                        load.verify(clients);
                    }
                }
                if (kill < KILLS) {
                    changes += changeUntilKilled(process, clients, random);
                }
            }
            catch (AssertionError | RuntimeException ex) {
                throw new AssertionError("after " + kill + " kills from seed " + SEED, ex);
            }
            if (kill % 10 == 0) {
                logger.info("{} kills, {} acknowledged changes, the state has {} KB", kill, changes,
                        Files.size(state(directory)) / 1024);
            }
        }
        assertThat(changes).isGreaterThan(KILLS);
        assertThat(Files.size(state(directory))).isLessThan(48L * 1024 * 1024);
        assertFilesAreWhole(directory.resolve("localaws/registry/blobs"));
    }

    private long changeUntilKilled(KilledProcess process, Clients clients, Random random) throws Exception {
        CountDownLatch enough = new CountDownLatch(1 + random.nextInt((int) CHANGES_TO_WAIT_FOR));
        AtomicBoolean killed = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> wrong = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        long[] counts = new long[this.loads.size()];
        for (int number = 0; number < counts.length; number++) {
            int index = number;
            Load load = this.loads.get(number);
            Random own = new Random(random.nextLong());
            Thread thread = new Thread(() -> {
                try {
                    for (; !killed.get(); counts[index]++) {
                        load.change(clients, own);
                        enough.countDown();
                    }
                }
                catch (RuntimeException | AssertionError ex) {
                    // After the kill connections break, and nobody knows what came of it.
                    if (!killed.get()) {
                        wrong.compareAndSet(null, ex);
                        enough.countDown();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        assertThat(enough.await(60, TimeUnit.SECONDS)).as("changes go on").isTrue();
        // Anywhere between two answers, not just behind one.
        LockSupport.parkNanos(random.nextInt(20_000_000));
        killed.set(true);
        process.kill();
        long sum = 0;
        for (int number = 0; number < counts.length; number++) {
            threads.get(number).join();
            sum += counts[number];
        }
        assertThat(wrong.get()).isNull();
        return sum;
    }

    private static Path state(Path directory) {
        return directory.resolve("localaws/state.mv");
    }

    private static void assertFilesAreWhole(Path blobs) throws IOException {
        try (Stream<Path> files = Files.walk(blobs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Digest.of(Files.readAllBytes(file)).hex()).isEqualTo(file.getFileName().toString());
            }
        }
    }

}
