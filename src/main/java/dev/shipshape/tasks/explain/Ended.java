package dev.shipshape.tasks.explain;

import org.jspecify.annotations.Nullable;

/**
 * How a container ended.
 *
 * @param container its name
 * @param image the image as the task definition names it
 * @param exitCode the process's exit code; null where it never ran
 * @param reason AWS's words; empty for none
 */
public record Ended(String container, String image, @Nullable Integer exitCode, String reason) {
}
