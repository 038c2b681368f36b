package dev.shipshape.ecsservices;

import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;

/**
 * What a service shall run from now on.
 *
 * @param taskDefinition the revision, such as {@code web:3}
 */
record DeployForm(@NotEmpty(message = "Choose a revision.") String taskDefinition) {

    DeployForm(@Nullable String taskDefinition) {
        this.taskDefinition = (taskDefinition != null) ? taskDefinition.strip() : "";
    }

}
