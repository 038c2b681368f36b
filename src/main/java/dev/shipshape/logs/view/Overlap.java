package dev.shipshape.logs.view;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells lines that came before: a page begins with the moment that the last one ended
 * with.
 */
final class Overlap {

    private final Set<String> seen = new HashSet<>();

    private long at = Long.MIN_VALUE;

    boolean isNew(Line line) {
        if (line.at() < this.at) {
            return false;
        }
        if (line.at() > this.at) {
            this.seen.clear();
            this.at = line.at();
        }
        return this.seen.add(line.id());
    }

}
