package dev.shipshape.audit.spi;

import java.util.Locale;

/** What an action does to a resource. */
public enum Verb {

    /** Makes a resource. */
    CREATE,
    /** Starts tasks. */
    RUN,
    /** Pushes images. */
    PUSH,
    /** Changes a resource that goes on standing. */
    UPDATE,
    /** Ends a task. */
    STOP,
    /** Takes a task definition out of use. */
    DEREGISTER,
    /** Removes a resource. */
    DELETE;

    /** Whether resources stand because of it. */
    public boolean makes() {
        return this == CREATE || this == RUN || this == PUSH;
    }

    /** Whether a resource goes because of it. */
    public boolean removes() {
        return this == STOP || this == DELETE;
    }

    /** The word that a person reads, such as {@code create}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

}
