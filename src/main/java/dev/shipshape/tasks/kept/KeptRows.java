package dev.shipshape.tasks.kept;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.shipshape.aws.Connection;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of tasks that are kept. They are written a hundred at a time and read by the
 * thousand, so that this speaks SQL itself.
 */
@Component
class KeptRows {

    /** How many rows one statement names. */
    private static final int AT_ONCE = 500;

    private final JdbcTemplate rows;

    private final JdbcClient database;

    private final TransactionTemplate transaction;

    KeptRows(JdbcTemplate rows, JdbcClient database, TransactionTemplate transaction) {
        this.rows = rows;
        this.database = database;
        this.transaction = transaction;
    }

    /** The id of the row of a task: the same in every copy of the console. */
    static String id(Connection connection, String arn) {
        String place = connection.name() + " " + connection.region() + " " + arn;
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Writes rows; those that are there already only learn when they were seen. */
    void write(List<Row> seen) {
        for (int from = 0; from < seen.size(); from += AT_ONCE) {
            List<Row> some = seen.subList(from, Math.min(from + AT_ONCE, seen.size()));
            try {
                this.transaction.executeWithoutResult((status) -> writeTogether(some));
            }
            catch (DuplicateKeyException ex) {
                // another thread, or another copy, was faster with one of them
                some.forEach(this::writeAlone);
            }
        }
    }

    private void writeTogether(List<Row> seen) {
        Set<String> known = known(seen.stream().map(Row::id).toList());
        update(seen.stream().filter((row) -> known.contains(row.id())).toList());
        insert(seen.stream().filter((row) -> !known.contains(row.id())).toList());
    }

    private void writeAlone(Row row) {
        try {
            this.transaction.executeWithoutResult((status) -> writeTogether(List.of(row)));
        }
        catch (DuplicateKeyException ex) {
            update(List.of(row));
        }
    }

    private Set<String> known(Collection<String> ids) {
        return new HashSet<>(this.database.sql("select id from kept_task where id in (:ids)")
            .param("ids", ids)
            .query(String.class)
            .list());
    }

    private void update(List<Row> seen) {
        this.rows.batchUpdate("update kept_task set seen_at = ? where id = ?", seen, AT_ONCE, (statement, row) -> {
            statement.setObject(1, utc(row.seenAt()));
            statement.setString(2, row.id());
        });
    }

    private void insert(List<Row> seen) {
        this.rows.batchUpdate("""
                insert into kept_task (id, connection, region, cluster, task, arn, stopped_at, seen_at, told)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", seen, AT_ONCE, (statement, row) -> {
            statement.setString(1, row.id());
            statement.setString(2, row.place().name());
            statement.setString(3, row.place().region());
            statement.setString(4, row.cluster());
            statement.setString(5, row.arn().substring(row.arn().lastIndexOf('/') + 1));
            statement.setString(6, row.arn());
            statement.setObject(7, utc(row.stoppedAt()));
            statement.setObject(8, utc(row.seenAt()));
            statement.setString(9, row.told());
        });
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** The ids of the tasks that are kept of a place, the last that stopped first. */
    List<Seen> ids(Connection connection, @Nullable String cluster, Instant since, int most) {
        return this.database
            .sql("""
                    select id, seen_at from kept_task where connection = :connection and region = :region
                    and (:cluster = '' or cluster = :cluster) and stopped_at > :since order by stopped_at desc limit :most""")
            .param("connection", connection.name())
            .param("region", connection.region())
            .param("cluster", (cluster != null) ? cluster : "")
            .param("since", utc(since))
            .param("most", most)
            .query((row, number) -> new Seen(row.getString("id"), time(row)))
            .list();
    }

    /** What was told of tasks, by the ids of their rows. */
    List<Told> told(List<String> ids) {
        return this.database.sql("select id, told from kept_task where id in (:ids)")
            .param("ids", ids)
            .query((row, number) -> new Told(row.getString("id"), row.getString("told")))
            .list();
    }

    /** When a task was seen last, if it is kept. */
    Optional<Seen> find(Connection connection, String cluster, String task, Instant since) {
        return this.database.sql("""
                select id, seen_at from kept_task where connection = :connection and region = :region
                and cluster = :cluster and (task = :task or arn = :task) and stopped_at > :since""")
            .param("connection", connection.name())
            .param("region", connection.region())
            .param("cluster", cluster)
            .param("task", task)
            .param("since", utc(since))
            .query((row, number) -> new Seen(row.getString("id"), time(row)))
            .optional();
    }

    private static Instant time(ResultSet row) throws SQLException {
        return row.getObject("seen_at", OffsetDateTime.class).toInstant();
    }

    /**
     * Forgets what stopped before.
     * @return how many that were
     */
    int forget(Instant before) {
        return this.database.sql("delete from kept_task where stopped_at < :before")
            .param("before", utc(before))
            .update();
    }

    /**
     * A task as it is kept.
     *
     * @param id the row's id
     * @param place where it ran
     * @param cluster its cluster's name
     * @param arn AWS's name of it
     * @param stoppedAt when it stopped
     * @param seenAt when AWS told it last
     * @param told what AWS told, as JSON
     */
    record Row(String id, Connection place, String cluster, String arn, Instant stoppedAt, Instant seenAt,
            String told) {
    }

    /**
     * That a task was seen.
     *
     * @param id the row's id
     * @param at when AWS told it last
     */
    record Seen(String id, Instant at) {
    }

    /**
     * What was told of a task.
     *
     * @param id the row's id
     * @param json as JSON
     */
    record Told(String id, String json) {
    }

}
