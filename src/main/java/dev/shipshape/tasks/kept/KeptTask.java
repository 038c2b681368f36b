package dev.shipshape.tasks.kept;

import java.time.Instant;

import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A stopped task that is kept.
 *
 * @param told what AWS told of it, without the values of environment variables
 * @param seenAt when AWS told it last
 */
public record KeptTask(Task told, Instant seenAt) {
}
