package dev.shipshape.localaws.engine;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What tasks are made of: nothing but their states ({@code engine.simulated}) or real
 * containers ({@code engine.containers}).
 */
public interface Lives extends AutoCloseable {

    /**
     * What tasks are made of here. The state remembers it: tasks that were made of
     * something else are all looked at after the restart that changed it.
     */
    String name();

    /**
     * Whether tasks live by time alone: then a restart leaves nothing to take up but
     * those that have ports on this machine.
     */
    boolean liveByTime();

    /** Says where to write what happens in the background; called once, at first. */
    void connect(TaskChanges changes);

    /**
     * The life of one task, for one transaction.
     * @param state the task as it is stored
     * @param definition what it was made from
     * @param networkInterface its network interface, or null without awsvpc
     */
    Life of(TaskState state, TaskDefinition definition, @Nullable TaskInterface networkInterface);

    /** Forgets every task, after a reset. */
    void clear();

    /** Ends what works in the background; a task itself may go on. */
    @Override
    void close();

}
