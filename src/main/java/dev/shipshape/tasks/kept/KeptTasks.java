package dev.shipshape.tasks.kept;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.tasks.kept.KeptRows.Row;
import dev.shipshape.tasks.kept.KeptRows.Seen;
import dev.shipshape.tasks.kept.KeptRows.Told;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the tasks that were seen stopped, for a time. Every look at AWS that meets them
 * tells this; what is known already costs nothing.
 */
@Component
public class KeptTasks {

    /** As many are listed; the rest is found by id. */
    public static final int MOST_LISTED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(KeptTasks.class);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The longest that a row holds. */
    private static final int LONGEST = 200_000;

    /** How often it is written down that AWS still tells of a task. */
    private static final Duration SEEN_AGAIN = Duration.ofMinutes(10);

    private static final int AT_ONCE = 500;

    private final KeptRows rows;

    private final Clock clock;

    private final Duration keep;

    /** What this copy has written down, and when. */
    private final Cache<String, Instant> noted = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofHours(2))
        .maximumSize(50_000)
        .build();

    /** A stopped task never changes, so it is read from its row once. */
    private final Cache<String, Task> read = Caffeine.newBuilder().maximumSize(2L * MOST_LISTED).build();

    KeptTasks(KeptRows rows, Clock clock, @Value("${shipshape.tasks.keep-stopped:30d}") Duration keep) {
        this.rows = rows;
        this.clock = clock;
        this.keep = keep;
    }

    /** How long they are kept; zero for not at all. */
    public Duration keep() {
        return this.keep;
    }

    /** AWS told that these tasks have stopped. */
    public void seen(Connection connection, List<Task> stopped) {
        if (this.keep.isZero()) {
            return;
        }
        Instant now = this.clock.instant();
        List<Row> rows = stopped.stream()
            .filter((task) -> isNews(KeptRows.id(connection, task.taskArn()), now))
            .map((task) -> row(connection, task, now))
            .filter((row) -> row.told().length() <= LONGEST)
            .toList();
        if (rows.isEmpty()) {
            return;
        }
        try {
            this.rows.write(rows);
            rows.forEach((row) -> this.noted.put(row.id(), now));
        }
        catch (DataAccessException ex) {
            LOG.warn("{} stopped tasks could not be kept; the next look tries again", rows.size(), ex);
        }
    }

    private boolean isNews(String id, Instant now) {
        Instant noted = this.noted.getIfPresent(id);
        return noted == null || noted.plus(SEEN_AGAIN).isBefore(now);
    }

    private static Row row(Connection connection, Task task, Instant now) {
        String cluster = task.clusterArn().substring(task.clusterArn().lastIndexOf('/') + 1);
        return new Row(KeptRows.id(connection, task.taskArn()), connection, cluster, task.taskArn(),
                (task.stoppedAt() != null) ? task.stoppedAt() : now, now, JSON.writeValueAsString(withoutValues(task)));
    }

    /** Values of environment variables may be secrets, which are not ours to keep. */
    private static ObjectNode withoutValues(Task task) {
        ObjectNode tree = SdkJson.tree(task);
        tree.path("overrides")
            .path("containerOverrides")
            .forEach((container) -> container.path("environment")
                .forEach((variable) -> ((ObjectNode) variable).put("value", "")));
        return tree;
    }

    /**
     * What is kept of a place, the last that stopped first, at most {@link #MOST_LISTED}.
     * @param connection where
     * @param cluster the cluster's name; null for all clusters
     */
    public List<KeptTask> in(Connection connection, @Nullable String cluster) {
        List<Seen> seen = this.rows.ids(connection, cluster, since(), MOST_LISTED);
        List<String> unread = seen.stream().map(Seen::id).filter((id) -> this.read.getIfPresent(id) == null).toList();
        for (int from = 0; from < unread.size(); from += AT_ONCE) {
            read(unread.subList(from, Math.min(from + AT_ONCE, unread.size())));
        }
        return seen.stream().flatMap((one) -> kept(one).stream()).toList();
    }

    /** The task of this id or ARN, if it is kept. */
    public Optional<KeptTask> find(Connection connection, String cluster, String task) {
        return this.rows.find(connection, cluster, task, since()).flatMap((seen) -> {
            if (this.read.getIfPresent(seen.id()) == null) {
                read(List.of(seen.id()));
            }
            return kept(seen);
        });
    }

    private Instant since() {
        return this.clock.instant().minus(this.keep);
    }

    private Optional<KeptTask> kept(Seen seen) {
        return Optional.ofNullable(this.read.getIfPresent(seen.id())).map((told) -> new KeptTask(told, seen.at()));
    }

    private void read(List<String> ids) {
        for (Told told : this.rows.told(ids)) {
            Task.Builder task = Task.builder();
            SdkJson.fill(task, (ObjectNode) JSON.readTree(told.json()), "");
            this.read.put(told.id(), task.build());
        }
    }

    /** Forgets what is kept longer than it should be. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void forget() {
        try {
            int forgotten = this.rows.forget(since());
            if (forgotten > 0) {
                LOG.info("{} stopped tasks were kept long enough and are forgotten", forgotten);
            }
        }
        catch (DataAccessException ex) {
            LOG.warn("Stopped tasks that were kept long enough could not be forgotten; the next round tries again", ex);
        }
    }

}
