package dev.shipshape.web.frame;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.shipshape.web.spi.FrameEntry;
import org.jspecify.annotations.Nullable;

/**
 * What stands around one page.
 *
 * @param places the rail's AWS places
 * @param house the rail's second part
 * @param connections the connections to switch to
 * @param connection the current one; null where none is known yet
 * @param badge what awaits clean-up; null if nothing is said about it
 * @param person who is signed in; null if nobody is, and then there is no navigation
 * @param menu the person's menu
 * @param theme light, dark or auto
 * @param path the page's address, to come back to
 * @param asOf when the oldest of what the page shows was read; null if nothing was
 * @param missing what the page could not be given in time, each in a few words
 */
public record Frame(List<Place> places, List<Place> house, List<Place> connections, @Nullable Place connection,
        @Nullable FrameEntry badge, @Nullable FrameEntry person, List<FrameEntry> menu, String theme, String path,
        @Nullable Instant asOf, List<String> missing) {

    /** The four entries that stand in a phone's bar; all others are behind "More". */
    private static final List<String> BAR = List.of("Overview", "Clusters", "Tasks", "Clean-up");

    /** True if the page has navigation. */
    public boolean signedIn() {
        return this.person != null;
    }

    /** The entries of a phone's bar, in its order. */
    public List<Place> bar() {
        return BAR.stream()
            .flatMap((label) -> java.util.stream.Stream.concat(this.places.stream(), this.house.stream())
                .filter((place) -> place.entry().label().equals(label))
                .limit(1))
            .toList();
    }

    /** True if the page is behind "More" on a phone. */
    public boolean more() {
        return bar().stream().noneMatch(Place::current);
    }

    /**
     * One entry, and whether the page stands under it.
     *
     * @param entry the entry
     * @param current true for at most one entry of the rail
     */
    public record Place(FrameEntry entry, boolean current) {

        /** The letters that lead to the places after {@code g}, as in "go". */
        private static final Map<String, String> KEYS = Map.ofEntries(Map.entry("Overview", "o"),
                Map.entry("Clusters", "c"), Map.entry("Services", "s"), Map.entry("Tasks", "t"),
                Map.entry("Task definitions", "d"), Map.entry("Repositories", "r"), Map.entry("Clean-up", "u"),
                Map.entry("Costs", "m"), Map.entry("Activity", "a"), Map.entry("Learn", "l"),
                Map.entry("Settings", ","));

        /** The key that leads here after {@code g}; null for none. */
        public @Nullable String key() {
            return KEYS.get(this.entry.label());
        }

    }

}
