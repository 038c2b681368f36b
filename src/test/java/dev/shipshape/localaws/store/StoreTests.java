package dev.shipshape.localaws.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

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

    /** Without giving space back it was 86 MB; what is younger than a second is kept. */
    @Test
    void theFileGivesBackWhatItDoesNotNeed() throws IOException {
        try (Store store = open()) {
            Table<Cluster> clusters = store.table("clusters", Cluster::builder);
            for (int number = 0; number < 5000; number++) {
                String key = "cluster-" + number % 200;
                store.inTransaction(() -> clusters.put(key, cluster(key.repeat(20))));
            }
            assertThat(Files.size(this.directory.resolve("state.mv"))).isLessThan(48L * 1024 * 1024);
        }
    }

    private Store open() {
        return Store.open(this.directory.resolve("state.mv"));
    }

    private static Cluster cluster(String name) {
        return Cluster.builder().clusterName(name).build();
    }

}
