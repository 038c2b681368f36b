package dev.shipshape.localaws.engine;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where lives that go on in the background write what happened. Called inside a
 * transaction.
 */
public interface TaskChanges {

    /**
     * Changes a task as it is now and stores it.
     * @return the task after the change; empty, and nothing changed, when there is no
     * such task any more or when it has stopped
     */
    Optional<TaskState> change(String taskArn, Consumer<TaskState> change);

    /** The task as it is now; empty when there is none any more or it has stopped. */
    Optional<TaskState> living(String taskArn);

}
