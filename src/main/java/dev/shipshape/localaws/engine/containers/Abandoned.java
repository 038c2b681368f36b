package dev.shipshape.localaws.engine.containers;

import java.io.Serial;

/** The task is nobody's any more: the endpoint was reset or is being closed. */
final class Abandoned extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

}
