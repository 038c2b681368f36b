package dev.shipshape.registry.spi;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import org.jspecify.annotations.Nullable;

/**
 * Tells which revisions or running tasks use images. Implemented by the rooms that know.
 */
public interface ImageUsers {

    /**
     * All users of images of one repository.
     * @param connection where
     * @param repositoryUri the repository's URI, without tag or digest
     * @param extent how many of them are waited for
     * @return the users; shared reads are good enough
     */
    List<ImageUser> of(Connection connection, String repositoryUri, Extent extent);

    /**
     * Whether an image is of a repository, whatever its tag or digest.
     * @param image as it is written in a task definition or told of a task
     * @param repositoryUri the repository's URI, without tag or digest
     */
    static boolean isOf(String image, String repositoryUri) {
        return image.equals(repositoryUri) || image.startsWith(repositoryUri + ":")
                || image.startsWith(repositoryUri + "@");
    }

    /**
     * One use of an image.
     *
     * @param kind {@code task} or {@code task definition}
     * @param label what it is called, such as {@code web:3}
     * @param page its page's address
     * @param image the image as it is written there, with tag or digest
     * @param digest the digest of what really runs, whatever the tag means by now; null
     * where nothing runs, or nobody knows
     */
    record ImageUser(String kind, String label, String page, String image, @Nullable String digest) {

        /** A use by name alone. */
        public static ImageUser named(String kind, String label, String page, String image) {
            return new ImageUser(kind, label, page, image, null);
        }

    }

}
