package dev.shipshape.tasks.map;

import dev.shipshape.aws.Connection;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.TaskContainer;
import dev.shipshape.tasks.explain.StopReason;
import dev.shipshape.web.Status;

/**
 * One task in the picture.
 *
 * @param id its id
 * @param label what tells it apart: the first letters of its id
 * @param page its page's address
 * @param status its state
 * @param what its containers
 * @param why why it failed, in a few words; empty for all others
 */
record Tile(String id, String label, String page, Status status, String what, String why) {

    static Tile of(Connection connection, Task task) {
        String containers = task.containers()
            .stream()
            .map(TaskContainer::name)
            .reduce((one, other) -> one + ", " + other)
            .orElse(task.family());
        return new Tile(task.id(), task.id().substring(0, Math.min(6, task.id().length())), task.page(connection),
                task.state(), containers, task.failed() ? task.why().map(StopReason::firstWords).orElse("") : "");
    }

    /** All of it in one sentence, for who points at it or hears it. */
    public String title() {
        return this.status.word() + ": " + this.what + " " + this.id + (this.why.isEmpty() ? "" : ". " + this.why);
    }

}
