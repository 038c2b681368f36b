package dev.shipshape.registry;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.registry.spi.ImageUsers.ImageUser;

/**
 * An image in a repository's list. What is only part of an index has no row of its own.
 *
 * @param digest its digest
 * @param tags its tags
 * @param bytes its compressed size; of an index that of its largest part
 * @param pushedAt when it was pushed
 * @param index whether it is an index
 * @param platforms the platforms that are known of it
 * @param users the task definitions and tasks that use it
 */
record ImageRow(String digest, List<String> tags, long bytes, Instant pushedAt, boolean index, List<String> platforms,
        List<ImageUser> users) {

    static final Map<String, Comparator<ImageRow>> ORDERS = Map.of("size", Comparator.comparing(ImageRow::bytes),
            "pushed", Comparator.comparing(ImageRow::pushedAt), "tags",
            Comparator.comparing((row) -> row.tags().toString()));

    static List<ImageRow> of(List<Image> images, List<ImageUser> users) {
        Set<String> parts = new HashSet<>();
        images.forEach((image) -> parts.addAll(image.parts()));
        return images.stream()
            .filter((image) -> !image.tags().isEmpty() || !parts.contains(image.digest()))
            .map((image) -> of(image, users))
            .toList();
    }

    private static ImageRow of(Image image, List<ImageUser> users) {
        List<ImageUser> own = users.stream()
            .filter((user) -> image.isMeantBy(user.image()) || image.parts().stream().anyMatch(user.image()::endsWith))
            .toList();
        return new ImageRow(image.digest(), image.tags(), image.bytes(), image.pushedAt(), image.index(),
                image.platforms(), own);
    }

    /** What the list's filter looks at. */
    Map<String, String> facts() {
        return Map.of("tag", String.join(" ", this.tags), "digest", this.digest, "platform",
                String.join(" ", this.platforms), "used", this.users.isEmpty() ? "no"
                        : "yes " + String.join(" ", this.users.stream().map(ImageUser::label).toList()));
    }

}
