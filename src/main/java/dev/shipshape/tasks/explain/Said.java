package dev.shipshape.tasks.explain;

import java.util.Optional;

/** A sentence on what happened and one on what to do. */
record Said(String what, String advice) {

    static Optional<Said> so(String what, String advice) {
        return Optional.of(new Said(what, advice));
    }

}
