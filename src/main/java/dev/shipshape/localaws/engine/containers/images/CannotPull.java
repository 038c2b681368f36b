package dev.shipshape.localaws.engine.containers.images;

import java.io.Serial;

/** An image that cannot be had; the message is ECS's reason for the task's end. */
public final class CannotPull extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CannotPull(String image, String words) {
        super("CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref " + image
                + ": " + words);
    }

}
