package dev.shipshape.ecsservices.history;

import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;

/**
 * Which revision a service goes back to.
 *
 * @param taskDefinition the revision, such as {@code web:2}
 */
record RollbackForm(@NotEmpty(message = "Choose a revision to go back to.") String taskDefinition) {

    RollbackForm(@Nullable String taskDefinition) {
        this.taskDefinition = (taskDefinition != null) ? taskDefinition.strip() : "";
    }

}
