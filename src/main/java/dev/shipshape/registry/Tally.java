package dev.shipshape.registry;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is in a repository, in numbers.
 *
 * @param images how many images, an index and its parts counting as one
 * @param untagged how many of those no tag names and no index needs
 * @param bytes what they take at most
 * @param pushedAt when the last one was pushed; null if there is none
 * @param readAt when AWS told this
 * @param generation of the connection, as {@link dev.shipshape.aws.SharedReads} counts
 * them, before AWS was asked
 * @param problem why it could not be read; null if it was
 */
record Tally(int images, int untagged, long bytes, @Nullable Instant pushedAt, Instant readAt, long generation,
        @Nullable String problem) {

    static Tally of(List<Image> images, Instant readAt, long generation) {
        Set<String> needed = new HashSet<>();
        images.forEach((image) -> needed.addAll(image.partDigests()));
        int all = 0;
        int untagged = 0;
        Instant pushedAt = null;
        for (Image image : images) {
            boolean part = needed.contains(image.digest()) || image.subject() != null;
            if (!image.tags().isEmpty() || !part) {
                all++;
                untagged += image.tags().isEmpty() ? 1 : 0;
            }
            if (pushedAt == null || image.pushedAt().isAfter(pushedAt)) {
                pushedAt = image.pushedAt();
            }
        }
        return new Tally(all, untagged, Images.bytes(images), pushedAt, readAt, generation, null);
    }

    static Tally unread(String why, Instant readAt, long generation) {
        return new Tally(0, 0, 0, null, readAt, generation, why);
    }

    boolean read() {
        return this.problem == null;
    }

}
