package dev.shipshape.aws;

import java.util.List;
import java.util.Optional;

import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;

/**
 * The way to one kind of resource of the connection that is shown, with their number
 * where it was read just now. Nothing is asked of AWS for it.
 */
public abstract class CountedPlace implements FrameItem {

    private final Connections connections;

    private final SharedReads reads;

    private final Place place;

    private final String read;

    /**
     * A place with a number.
     * @param place how it stands in the frame
     * @param read names the shared read whose list is counted
     */
    protected CountedPlace(Connections connections, SharedReads reads, Place place, String read) {
        this.connections = connections;
        this.reads = reads;
        this.place = place;
        this.read = read;
    }

    /**
     * How it stands in the frame.
     *
     * @param order its position among the places
     * @param title what a person reads
     * @param path its path below the connection's
     * @param icon the icon's name
     */
    public record Place(int order, String title, String path, String icon) {
    }

    @Override
    public final List<FrameEntry> entries(FrameContext context) {
        return this.connections.shown(context.connection()).map(this::entry).stream().toList();
    }

    private FrameEntry entry(Connection connection) {
        String count = count(connection).map(String::valueOf).orElse(null);
        return FrameEntry.link(Slot.PLACE, this.place.order(), this.place.title(),
                connection.path() + this.place.path(), this.place.icon(), count);
    }

    /**
     * How many there are, without asking AWS: those of the shared read, unless a room
     * says otherwise.
     * @return empty where they were not read just now
     */
    protected Optional<Integer> count(Connection connection) {
        return this.reads.peek(connection, this.read, List.class).map((resources) -> resources.size());
    }

}
