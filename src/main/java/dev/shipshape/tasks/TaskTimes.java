package dev.shipshape.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * When a task came to each station of its life; null for what has not happened, or what
 * AWS does not say.
 *
 * @param created when it was asked for
 * @param connected when its network interface was attached
 * @param pullStarted when its images began to be pulled, from when Fargate bills
 * @param pullStopped when its images were there
 * @param started when its containers ran
 * @param stopping when it was told to stop
 * @param executionStopped when its containers had ended
 * @param stopped when it was over
 */
public record TaskTimes(@Nullable Instant created, @Nullable Instant connected, @Nullable Instant pullStarted,
        @Nullable Instant pullStopped, @Nullable Instant started, @Nullable Instant stopping,
        @Nullable Instant executionStopped, @Nullable Instant stopped) {

    /** Fargate bills at least one minute (AWS Fargate pricing). */
    private static final Duration LEAST = Duration.ofMinutes(1);

    static TaskTimes of(software.amazon.awssdk.services.ecs.model.Task task) {
        return new TaskTimes(task.createdAt(), task.connectivityAt(), task.pullStartedAt(), task.pullStoppedAt(),
                task.startedAt(), task.stoppingAt(), task.executionStoppedAt(), task.stoppedAt());
    }

    /**
     * How long Fargate has billed the task: per second from the pull of its images to its
     * stop, at least one minute.
     * @param now until when, for a task that still runs
     * @return the time; empty if its images were never pulled, so that nothing is billed
     */
    public Optional<Duration> billed(Instant now) {
        if (this.pullStarted == null) {
            return Optional.empty();
        }
        Instant end = (this.stopped != null) ? this.stopped : now;
        Duration time = Duration.between(this.pullStarted, end);
        return Optional.of((time.compareTo(LEAST) < 0) ? LEAST : Duration.ofSeconds(time.toSeconds()));
    }

}
