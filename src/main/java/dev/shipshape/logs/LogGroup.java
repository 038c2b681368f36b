package dev.shipshape.logs;

import java.time.Instant;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import org.jspecify.annotations.Nullable;

/**
 * A log group as the console shows it.
 *
 * @param name its name, such as {@code /ecs/demo}
 * @param arn AWS's name of it, without the {@code :*} that CloudWatch Logs appends
 * @param createdAt when it was made
 * @param days how many days its lines are kept; null for ever
 * @param bytes what is stored of it, as AWS last counted
 */
public record LogGroup(String name, String arn, Instant createdAt, @Nullable Integer days, long bytes) {

    static LogGroup of(software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group) {
        return new LogGroup(group.logGroupName(), group.arn().replaceFirst(":\\*$", ""),
                Instant.ofEpochMilli(group.creationTime()), group.retentionInDays(),
                (group.storedBytes() != null) ? group.storedBytes() : 0);
    }

    /** What it costs to keep. */
    public Billable billable(Connection connection) {
        return Billable.logs(connection.region(), this.bytes);
    }

}
