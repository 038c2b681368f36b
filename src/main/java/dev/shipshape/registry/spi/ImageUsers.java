package dev.shipshape.registry.spi;

import java.util.List;

import dev.shipshape.aws.Connection;

/**
 * Tells which revisions or running tasks use images. Implemented by the rooms that know.
 */
public interface ImageUsers {

    /**
     * All users of images of one repository.
     * @param connection where
     * @param repositoryUri the repository's URI, without tag or digest
     * @return the users; shared reads are good enough
     */
    List<ImageUser> of(Connection connection, String repositoryUri);

    /**
     * One use of an image.
     *
     * @param kind {@code task} or {@code task definition}
     * @param label what it is called, such as {@code web:3}
     * @param page its page's address
     * @param image the image as it is written there, with tag or digest
     */
    record ImageUser(String kind, String label, String page, String image) {
    }

}
