package dev.shipshape.tasks.map;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Tasks of one service, or that are run alone, within a group.
 *
 * @param name the service's name; empty where the group is the service
 * @param href where the name leads; null for nowhere
 * @param all its tasks, the eldest first
 * @param missing how many tasks are wanted that are not there
 * @param most how many tiles it shows
 */
record Part(String name, @Nullable String href, List<Tile> all, int missing, int most) {

    static Part of(String name, @Nullable String href, List<Tile> tiles, int missing) {
        return new Part(name, href, tiles, missing, Integer.MAX_VALUE);
    }

    /** The tiles that are shown. */
    public List<Tile> shown() {
        return this.all.subList(0, Math.min(this.all.size(), this.most));
    }

    /** The dashed places that are shown. */
    public int places() {
        return Math.min(this.missing, this.most - shown().size());
    }

    /** How many tasks and places are not shown. */
    public int leftOut() {
        return this.all.size() + this.missing - shown().size() - places();
    }

    Part atMost(int tiles) {
        return new Part(this.name, this.href, this.all, this.missing, Math.max(0, tiles));
    }

    /** Only what is shown moves a page; the numbers tell of the rest. */
    @Override
    public String toString() {
        return this.name + shown() + places() + "+" + leftOut();
    }

}
