package dev.shipshape.logs.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** Writes lines by the thousand with PutLogEvents. */
public final class ManyLines {

    /** PutLogEvents takes 10,000 lines and 1 MiB a call (API reference). */
    private static final int A_CALL = 5_000;

    private ManyLines() {
    }

    /**
     * Writes lines into a stream; group and stream are made where they are not there.
     * @param from the time of the first, in milliseconds since 1970
     * @param step milliseconds from line to line; may be less than one
     */
    public static void write(CloudWatchLogsClient logs, String group, String stream, long from, double step, int count,
            IntFunction<String> text) {
        make(() -> logs.createLogGroup((request) -> request.logGroupName(group)));
        make(() -> logs.createLogStream((request) -> request.logGroupName(group).logStreamName(stream)));
        for (int first = 0; first < count; first += A_CALL) {
            List<InputLogEvent> lines = new ArrayList<>();
            for (int number = first; number < Math.min(first + A_CALL, count); number++) {
                lines.add(InputLogEvent.builder()
                    .timestamp(from + (long) (number * step))
                    .message(text.apply(number))
                    .build());
            }
            logs.putLogEvents((request) -> request.logGroupName(group).logStreamName(stream).logEvents(lines));
        }
    }

    private static void make(Runnable call) {
        try {
            call.run();
        }
        catch (ResourceAlreadyExistsException ex) {
            return; // it is there, which is all that is wanted
        }
    }

}
