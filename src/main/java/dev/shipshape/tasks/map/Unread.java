package dev.shipshape.tasks.map;

import java.util.Optional;

import dev.shipshape.web.Attempt;
import dev.shipshape.web.Problem;

/**
 * A part of the picture that AWS did not let us read.
 *
 * @param thing what it is, such as {@code The tasks}
 * @param problem why
 */
record Unread(String thing, Problem problem) {

    static Optional<Unread> of(String thing, Attempt<?> attempt) {
        return Optional.ofNullable(attempt.problem()).map((problem) -> new Unread(thing, problem));
    }

}
