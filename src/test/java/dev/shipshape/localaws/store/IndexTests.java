package dev.shipshape.localaws.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What is found by something else than its key, and what is due. */
class IndexTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void anIndexFollowsWhatIsPutChangedAndRemoved() {
        try (Store store = open()) {
            Table<Task> tasks = store.table("tasks", Task::builder);
            Index<Task> byGroup = byGroup(tasks);
            store.inTransaction(() -> {
                tasks.put("b", task("web"));
                tasks.put("a", task("web"));
                tasks.put("c", task("web-2"));
                assertThat(byGroup.keys("web")).containsExactly("a", "b");
                assertThat(byGroup.count("web")).isEqualTo(3);
                tasks.put("a", task("web-2"));
                tasks.remove("b");
                assertThat(byGroup.has("web")).isFalse();
                assertThat(byGroup.keys("web-2")).containsExactly("a", "c");
            });
        }
    }

    @Test
    void whatIsTakenBackLeavesTheIndexToo() {
        try (Store store = open()) {
            Table<Task> tasks = store.table("tasks", Task::builder);
            Index<Task> byGroup = byGroup(tasks);
            store.inTransaction(() -> tasks.put("a", task("web")));
            assertThatIllegalStateException().isThrownBy(() -> store.inTransaction(() -> {
                tasks.put("a", task("other"));
                throw new IllegalStateException("refused");
            }));
            assertThat(store.inTransaction(() -> byGroup.keys("web"))).containsExactly("a");
            assertThat(store.inTransaction(() -> byGroup.keys("other"))).isEmpty();
        }
    }

    @Test
    void anIndexThatIsNewFindsWhatWasThereBefore() {
        try (Store store = open()) {
            Table<Task> tasks = store.table("tasks", Task::builder);
            store.inTransaction(() -> tasks.put("a", task("web")));
        }
        for (int start = 0; start < 2; start++) {
            try (Store store = open()) {
                Index<Task> byGroup = byGroup(store.table("tasks", Task::builder));
                assertThat(store.inTransaction(() -> byGroup.keys("web"))).containsExactly("a");
            }
        }
    }

    @Test
    void readingGoesOnBehindAKey() {
        try (Store store = open()) {
            Table<Task> tasks = store.table("tasks", Task::builder);
            Index<Task> byGroup = byGroup(tasks);
            store.inTransaction(() -> {
                List.of("a", "b", "c").forEach((key) -> tasks.put(key, task("web")));
                Iterator<String> rest = byGroup.after("web", "a");
                assertThat(rest.next()).isEqualTo("b");
                assertThat(rest.next()).isEqualTo("c");
                assertThat(rest.hasNext()).isFalse();
                assertThat(byGroup.after("web", "c").hasNext()).isFalse();
            });
        }
    }

    @Test
    void whoeverAsksForANameGetsTheSameTable() {
        try (Store store = open()) {
            Table<Task> tasks = store.table("tasks", Task::builder);
            List<String> seen = new ArrayList<>();
            tasks.watch((key, task) -> seen.add(key + " " + task.group()));
            store.inTransaction(() -> {
                Table<Task> same = store.table("tasks", Task::builder);
                same.put("a", task("web"));
                same.put("a", task("web"));
                same.remove("a");
                same.remove("a");
            });
            assertThat(seen).containsExactly("a web", "a web");
        }
    }

    @Test
    void aScheduleGivesWhatIsDueTheLongestDueFirst() {
        try (Store store = open()) {
            Schedule schedule = store.schedule("due");
            store.inTransaction(() -> {
                schedule.set("late", NOON.plusNanos(1));
                schedule.set("noon", NOON);
                schedule.set("early", Instant.EPOCH);
                schedule.set("never", NOON);
                schedule.cancel("never");
                assertThat(schedule.due(NOON)).containsExactly("early", "noon");
                schedule.noLaterThan("late", NOON);
                schedule.noLaterThan("early", NOON);
                assertThat(schedule.due(NOON)).containsExactly("early", "late", "noon");
            });
        }
        try (Store store = open()) {
            Schedule schedule = store.schedule("due");
            assertThat(store.inTransaction(() -> schedule.due(NOON))).containsExactly("early", "late", "noon");
        }
    }

    private Store open() {
        return Store.open(this.directory.resolve("state.mv"));
    }

    private static Index<Task> byGroup(Table<Task> tasks) {
        return tasks.index("group", (task) -> List.of(task.group()));
    }

    private static Task task(String group) {
        return Task.builder().group(group).build();
    }

}
