package dev.shipshape.localaws.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StoreTests {

    @TempDir
    Path directory;

    @Test
    void whatAThrowingTransactionWroteIsTakenBack() {
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            store.inTransaction(() -> clusters.put("a", cluster("first")));
            assertThatIllegalStateException().isThrownBy(() -> store.inTransaction(() -> {
                clusters.put("a", cluster("second"));
                clusters.put("b", cluster("other"));
                assertThat(clusters.find("a").orElseThrow().clusterName()).isEqualTo("second");
                throw new IllegalStateException("refused");
            }));
            assertThat(store.inTransaction(clusters::values)).extracting(Cluster::clusterName).containsExactly("first");
        }
    }

    @Test
    void aTransactionInsideAnotherIsPartOfIt() {
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            assertThatIllegalStateException().isThrownBy(() -> store.inTransaction(() -> {
                store.inTransaction(() -> clusters.put("a", cluster("inner")));
                throw new IllegalStateException("refused");
            }));
            assertThat(store.inTransaction(clusters::values)).isEmpty();
        }
    }

    @Test
    void timesAndKeysSurviveTheFile() {
        Instant time = Instant.parse("2026-01-01T12:00:00.123Z");
        try (Store store = open()) {
            Table<Task> tasks = store.table("tasks", Task::builder);
            store.inTransaction(() -> tasks.put("x/1", Task.builder().createdAt(time).version(1L << 40).build()));
            store.inTransaction(() -> tasks.put("y/1", Task.builder().build()));
        }
        try (Store store = open()) {
            Table<Task> tasks = store.table("tasks", Task::builder);
            Task task = store.inTransaction(() -> tasks.startingWith("x/")).get(0);
            assertThat(task.createdAt()).isEqualTo(time);
            assertThat(task.version()).isEqualTo(1L << 40);
            assertThat(store.inTransaction(() -> tasks.keys(""))).containsExactly("x/1", "y/1");
        }
    }

    @Test
    void nothingIsReadOutsideATransaction() {
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            assertThatIllegalStateException().isThrownBy(() -> clusters.find("a"));
        }
    }

    @Test
    void aSecondProcessIsToldThatTheFileIsInUse() {
        try (Store store = open()) {
            assertThat(store.inTransaction(() -> store.table("clusters", Cluster::builder).values())).isEmpty();
            assertThatExceptionOfType(StoreInUse.class).isThrownBy(this::open)
                .withMessageContaining("is in use by another process");
        }
    }

    /** Without giving space back it was 340 MB, with a second's grace still 120 MB. */
    @Test
    void theFileStaysInProportionToItsContent() throws IOException {
        long content = 0;
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            for (int number = 0; number < 20_000; number++) {
                String key = "cluster-" + number % 2000;
                store.inTransaction(() -> clusters.put(key, cluster(key.repeat(100))));
            }
            for (Cluster cluster : store.inTransaction(clusters::values)) {
                content += cluster.clusterName().length();
            }
        }
        assertThat(content).isGreaterThan(2_000_000);
        assertThat(Files.size(file())).isLessThan(4 * content);
        long before = System.nanoTime();
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            assertThat(store.inTransaction(() -> clusters.find("cluster-1999"))).isPresent();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aFileThatWasOnceFullIsSmallAgainAfterTheNextStart() throws IOException {
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            store.inTransaction(() -> clusters.put("kept", cluster("kept")));
            for (int part = 0; part < 20; part++) {
                String prefix = "cluster-" + part + "-";
                store.inTransaction(() -> IntStream.range(0, 500)
                    .forEach((number) -> clusters.put(prefix + number, cluster("x".repeat(1000)))));
            }
            assertThat(Files.size(file())).isGreaterThan(10_000_000);
            store.inTransaction(() -> clusters.keys("cluster-").forEach(clusters::remove));
        }
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            assertThat(store.inTransaction(() -> clusters.keys(""))).containsExactly("kept");
            assertThat(Files.size(file())).isLessThan(1_000_000);
        }
    }

    /** A disk that is full takes no changes, loses none, and takes them again. */
    @Test
    void whatCannotBeWrittenIsTakenBackAndTheStoreGoesOn() {
        FilePath.register(new FullDisk());
        try (Store store = Store.open(FullDisk.SCHEME + ":" + file())) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            Index<Cluster> byName = clusters.index("name", (cluster) -> List.of(cluster.clusterName()));
            store.inTransaction(() -> clusters.put("a", cluster("before")));
            FullDisk.full(true);
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatExceptionOfType(MVStoreException.class)
                    .isThrownBy(() -> store.inTransaction(() -> clusters.put("b", cluster("b".repeat(100_000)))));
            }
            assertThat(store.inTransaction(() -> clusters.keys(""))).containsExactly("a");
            FullDisk.full(false);
            store.inTransaction(() -> clusters.put("c", cluster("after")));
            assertThat(store.inTransaction(() -> clusters.keys(""))).containsExactly("a", "c");
            assertThat(store.inTransaction(() -> byName.keys("after"))).containsExactly("c");
        }
        finally {
            FullDisk.full(false);
        }
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            assertThat(store.inTransaction(clusters::values)).extracting(Cluster::clusterName)
                .containsExactly("before", "after");
        }
    }

    private Path file() {
        return this.directory.resolve("state.mv");
    }

    private Store open() {
        return Store.open(file());
    }

    private static Cluster cluster(String name) {
        return Cluster.builder().clusterName(name).build();
    }

}
