package dev.shipshape.tasks.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.clusters.infrastructure.Room;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * What stands together in the picture.
 *
 * @param name its name
 * @param kind what it is, such as {@code service}
 * @param href where its name leads; null for nowhere
 * @param note a word or two beside its name
 * @param status its state; null where it has none of its own
 * @param rooms what is left on it, where it is an instance
 * @param parts its tasks, by service where the group is not one
 */
record Group(String name, String kind, @Nullable String href, String note, @Nullable Status status, List<Room> rooms,
        List<Part> parts) {

    /** How many of its tasks are in which state, in the order that they stand in. */
    public List<Count> counts() {
        Map<Status, Integer> counts = new LinkedHashMap<>();
        this.parts.forEach((part) -> part.all().forEach((tile) -> counts.merge(tile.status(), 1, Integer::sum)));
        List<Count> list = new ArrayList<>();
        counts.forEach((status, number) -> list.add(new Count(status, number)));
        int missing = this.parts.stream().mapToInt(Part::missing).sum();
        if (missing > 0) {
            list.add(new Count(new Status("Missing", Status.Tone.UNKNOWN), missing));
        }
        return list;
    }

    int size() {
        return this.parts.stream().mapToInt((part) -> part.all().size() + part.missing()).sum();
    }

    /** Whether a person would want to see it first where not all fit. */
    boolean isRestless() {
        return this.parts.stream()
            .anyMatch((part) -> part.missing() > 0
                    || part.all().stream().anyMatch((tile) -> tile.status().tone() != Status.Tone.RUNNING));
    }

    /** The same with so many tiles at most. */
    Group atMost(int tiles) {
        List<Part> fewer = new ArrayList<>();
        int left = tiles;
        for (Part part : this.parts) {
            Part cut = part.atMost(left);
            left -= cut.shown().size() + cut.places();
            fewer.add(cut);
        }
        return new Group(this.name, this.kind, this.href, this.note, this.status, this.rooms, List.copyOf(fewer));
    }

    /**
     * How many are in a state.
     *
     * @param status the state
     * @param number how many
     */
    record Count(Status status, int number) {
    }

}
