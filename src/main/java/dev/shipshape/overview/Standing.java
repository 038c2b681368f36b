package dev.shipshape.overview;

import java.util.List;

import dev.shipshape.cost.Price;

/**
 * What the overview shows of AWS and of the ledger.
 *
 * @param places the connections
 * @param awaiting how many resources await clean-up
 * @param price what they cost an hour
 * @param running tasks that run or are on their way, the newest first
 */
public record Standing(List<Place> places, long awaiting, Price price, List<RunningRow> running) {

    /** Tasks that run, over all connections. */
    public int tasks() {
        return this.places.stream().mapToInt(Place::running).sum();
    }

    /** Tasks on the way up, over all connections. */
    public int pending() {
        return this.places.stream().mapToInt(Place::pending).sum();
    }

    /** Services, over all connections. */
    public int services() {
        return this.places.stream().mapToInt(Place::services).sum();
    }

    /** Clusters, over all connections. */
    public int clusters() {
        return this.places.stream().mapToInt(Place::clusters).sum();
    }

    /** Whether nothing is on its way. */
    public boolean atRest() {
        return pending() == 0 && this.places.stream().allMatch(Place::atRest)
                && this.running.stream().allMatch(RunningRow::atRest);
    }

}
