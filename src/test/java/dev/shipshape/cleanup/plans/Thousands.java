package dev.shipshape.cleanup.plans;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A ledger with as many resources as are wanted: a hundred clusters with what stands in
 * them, and what that uses.
 */
final class Thousands {

    private static final List<String> KINDS = List.of("service", "service", "task", "task", "task", "task",
            "task-definition", "task-definition", "repository", "cluster");

    private Thousands() {
    }

    /** Empties the ledger and fills it. */
    static void fill(JdbcTemplate database, int count) {
        for (String table : List.of("cleanup_step", "cleanup_plan", "ledger_entry")) {
            database.update("delete from " + table);
        }
        Timestamp time = Timestamp.from(Instant.parse("2026-11-23T10:00:00Z"));
        List<Object[]> rows = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String kind = KINDS.get(number % KINDS.size());
            String cluster = "cluster-" + (number / 10);
            boolean lies = kind.equals("service") || kind.equals("task");
            String name = kind.equals("cluster") ? "cluster-" + number / 10
                    : kind + "-" + number + (kind.equals("task-definition") ? ":1" : "");
            rows.add(new Object[] { UUID.randomUUID().toString(), "ada", kind, name, lies ? cluster : null,
                    "arn:aws:ecs:us-east-1:123456789012:" + kind + "/" + name, "sandbox", "aws", "123456789012",
                    "us-east-1", time, time, "count=2;cpu=256;launch=FARGATE;memory=512", "AWAITING", time });
        }
        database.batchUpdate("""
                insert into ledger_entry (id, person, kind, name, scope, arn, connection, aws_partition, account,
                region, resource_created_at, recorded_at, facts, state, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
    }

}
