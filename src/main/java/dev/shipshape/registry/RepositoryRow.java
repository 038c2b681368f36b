package dev.shipshape.registry;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A repository in the list.
 *
 * @param repository the repository
 * @param images how many images it has, an index counting as one
 * @param bytes what they take
 * @param pushedAt when the last one was pushed; null if there is none
 */
record RepositoryRow(Repository repository, int images, long bytes, @Nullable Instant pushedAt) {

    static RepositoryRow of(Repository repository, List<Image> images) {
        return new RepositoryRow(repository, ImageRow.of(images, List.of()).size(), Images.bytes(images),
                images.isEmpty() ? null : images.get(0).pushedAt());
    }

}
