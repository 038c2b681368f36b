package dev.shipshape.localaws.engine.containers.order;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** A task that cannot start; the message is ECS's reason. */
public final class CannotStart extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String container;

    /**
     * With ECS's reason.
     * @param container the container that it is about, or null if about all
     */
    public CannotStart(@Nullable String container, String reason) {
        super(reason);
        this.container = container;
    }

    /** The container that cannot start, or null if it is about all. */
    public @Nullable String container() {
        return this.container;
    }

    /** ECS's reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }

}
