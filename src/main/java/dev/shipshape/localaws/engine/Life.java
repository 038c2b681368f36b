package dev.shipshape.localaws.engine;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * One task on its way, as an engine sees it inside one transaction. What it changes is in
 * its {@link TaskState}, which {@link Engine} stores.
 */
public interface Life {

    /**
     * When the next step is due, which may have been long ago; null when time alone
     * brings none.
     */
    @Nullable Instant due();

    /** Takes every step that is due by now; true if the state was changed. */
    boolean advance(Instant now);

    /** Ends the task, whatever it is doing. */
    void stop(Instant at, TaskStopCode code, String reason);

    /**
     * Takes up the task: when it was just made, and again after each restart.
     * @return true if the state was changed
     */
    boolean takeUp();

}
