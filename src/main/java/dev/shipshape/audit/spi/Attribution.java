package dev.shipshape.audit.spi;

import org.jspecify.annotations.Nullable;

/**
 * Tells whom the present thread acts for. Implemented by the room that signs people in.
 */
@FunctionalInterface
public interface Attribution {

    /** Whom an action that begins now belongs to. */
    Who current();

    /**
     * A person, and the lab that the person is working in.
     *
     * @param person the person's name
     * @param lab the lab's name; null outside of labs
     */
    record Who(String person, @Nullable String lab) {
    }

}
