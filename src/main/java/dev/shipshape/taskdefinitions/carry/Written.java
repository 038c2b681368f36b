package dev.shipshape.taskdefinitions.carry;

import java.util.List;

/**
 * A task definition in another notation. It may hold values of variables, so it must not
 * be logged.
 *
 * @param text the text
 * @param lost what it does not say, or says in another way
 */
public record Written(String text, List<Lost> lost) {

    /** Without what is written, which may be secret. */
    @Override
    public String toString() {
        return "a task definition in another notation";
    }

}
