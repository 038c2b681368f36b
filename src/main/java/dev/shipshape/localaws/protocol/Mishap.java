package dev.shipshape.localaws.protocol;

import java.util.function.UnaryOperator;

import software.amazon.awssdk.core.SdkPojo;

/** What goes wrong with one call through no fault of the caller's. */
public interface Mishap {

    /** Nothing does. */
    Mishap NONE = new Mishap() {
    };

    /** Before the work, outside its transaction: waits, or refuses the call. */
    default void before() {
    }

    /**
     * Stands around the work, inside its transaction; may hand it a part of the request
     * and add to its answer.
     */
    default SdkPojo around(SdkPojo request, UnaryOperator<SdkPojo> work) {
        return work.apply(request);
    }

    /** Whether the answer is lost after the work was done. */
    default boolean losesAnswer() {
        return false;
    }

}
