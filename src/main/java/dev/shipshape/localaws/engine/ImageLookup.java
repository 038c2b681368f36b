package dev.shipshape.localaws.engine;

import java.util.Optional;

/**
 * What the sandbox's own image registry has. Asked inside a transaction, and only for
 * images whose name points to that registry.
 */
public interface ImageLookup {

    /**
     * The digest ({@code sha256:…}) of an image that can be pulled; empty when the
     * repository, the tag or the digest does not exist, so that the task stops with
     * {@code CannotPullContainerError}.
     * @param repository the repository's name, such as {@code team/web}
     * @param reference a tag, or a digest beginning with {@code sha256:}
     */
    Optional<String> digest(String region, String repository, String reference);

}
