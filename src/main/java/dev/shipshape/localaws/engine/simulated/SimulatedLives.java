package dev.shipshape.localaws.engine.simulated;

import dev.shipshape.localaws.engine.Life;
import dev.shipshape.localaws.engine.Lives;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.engine.TaskChanges;
import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.engine.TaskState;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Tasks of which only the states are real. No image is run; each mapped port answers with
 * a page.
 */
public final class SimulatedLives implements Lives {

    private final Pace pace;

    private final Surroundings surroundings;

    private final TaskPages pages = new TaskPages(new PageServer());

    /** Tasks that live at this pace in these surroundings. */
    public SimulatedLives(Pace pace, Surroundings surroundings) {
        this.pace = pace;
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public boolean liveByTime() {
        return true;
    }

    /** Nothing happens here but by time. */
    @Override
    public void connect(TaskChanges changes) {
    }

    @Override
    public Life of(TaskState state, TaskDefinition definition, @Nullable TaskInterface networkInterface) {
        return new TaskLife(state, definition, networkInterface, this.pace, this.surroundings, this.pages);
    }

    /** Closes every page but keeps serving. */
    @Override
    public void clear() {
        this.pages.clear();
    }

    @Override
    public void close() {
        this.pages.close();
    }

}
