package dev.shipshape.logs;

import java.time.Instant;
import java.util.List;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The lines that containers write with the log driver awslogs. */
@Component
public class LogLines {

    /** As many as a person reads at once. */
    private static final int A_READ = 200;

    private final AwsClients clients;

    private final SharedReads reads;

    LogLines(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * The name of the stream that a container of a task writes to.
     * @param prefix the log configuration's {@code awslogs-stream-prefix}
     * @param container the container's name
     * @param taskId the task's id, without its ARN
     * @return {@code prefix/container/task-id} (ECS developer guide, "awslogs log
     * driver")
     */
    public static String stream(String prefix, String container, String taskId) {
        return prefix + "/" + container + "/" + taskId;
    }

    /**
     * Lines of a stream, at most 200, shared by all who look.
     * @param connection where
     * @param group the log group
     * @param stream the stream, see {@link #stream}
     * @param token of an earlier answer, for what comes after or stands before it; null
     * for the latest lines
     * @return the lines; none, with the reason, where there is no group or stream
     * @throws dev.shipshape.web.Problem if AWS refuses otherwise
     */
    public LogTail of(Connection connection, String group, String stream, @Nullable String token) {
        return this.reads.shared(connection, String.join(" ", "log-lines", group, stream, (token != null) ? token : ""),
                () -> read(this.clients.logs(connection), group, stream, token));
    }

    private static LogTail read(CloudWatchLogsClient logs, String group, String stream, @Nullable String token) {
        GetLogEventsRequest request = GetLogEventsRequest.builder()
            .logGroupName(group)
            .logStreamName(stream)
            .nextToken(token)
            .startFromHead(token != null)
            .limit(A_READ)
            .build();
        try {
            GetLogEventsResponse answer = logs.getLogEvents(request);
            List<LogLine> lines = answer.events()
                .stream()
                .map((event) -> new LogLine(Instant.ofEpochMilli(event.timestamp()), event.message()))
                .toList();
            return new LogTail(LogTail.State.THERE, lines, answer.nextForwardToken(), answer.nextBackwardToken());
        }
        catch (ResourceNotFoundException ex) {
            // AWS has one exception for both and tells them apart by its words alone.
            boolean noGroup = String.valueOf(ex.getMessage()).contains("log group");
            return LogTail.without(noGroup ? LogTail.State.NO_GROUP : LogTail.State.NO_STREAM);
        }
    }

}
