package dev.shipshape.localaws.protocol;

/** Decides for each call whether something goes wrong with it. */
@FunctionalInterface
public interface Mishaps {

    /**
     * What goes wrong with this call.
     * @param operation such as {@code ecs:RunTask}
     */
    Mishap next(Wire wire, String operation);

}
