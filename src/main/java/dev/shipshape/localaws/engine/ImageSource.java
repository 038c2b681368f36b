package dev.shipshape.localaws.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of the images in the sandbox's own registry, for containers that run for
 * real. Asked inside a transaction.
 */
public interface ImageSource {

    /**
     * The files of an image.
     * @param repository the repository's name, such as {@code team/web}
     * @param reference a tag, or a digest beginning with {@code sha256:}
     * @param architecture which image of a list of images is meant, such as {@code arm64}
     * @return empty when there is no such image, or none for this processor in the list
     */
    Optional<Files> files(String region, String repository, String reference, String architecture);

    /**
     * One image.
     *
     * @param digest the digest of what the reference names: the image, or the list that
     * it is in
     * @param manifest the digest of the image's own manifest
     * @param config the file of its configuration
     * @param layers the files of its layers, compressed as they were pushed, the lowest
     * first
     */
    record Files(String digest, String manifest, Path config, List<Path> layers) {
    }

}
