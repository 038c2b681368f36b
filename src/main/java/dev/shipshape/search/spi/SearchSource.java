package dev.shipshape.search.spi;

import java.time.Duration;
import java.util.List;

import dev.shipshape.aws.Connection;

/** Things of one kind that can be found. */
public interface SearchSource {

    /** The heading over what was found, in the plural, such as {@code Clusters}. */
    String kind();

    /**
     * Its place among the kinds, smallest first, where it was found as well as others.
     */
    int order();

    /**
     * All there is of the kind on a connection, by the room's shared reads. It is asked
     * behind the scenes and kept, not with every key that is pressed.
     * @throws dev.shipshape.web.Problem if AWS could not be asked
     */
    List<Entry> entries(Connection connection);

    /** How long the entries may be kept, unless we change something ourselves. */
    default Duration kept() {
        return Duration.ofSeconds(10);
    }

    /** Pages of the kind that make something new. */
    default List<Entry> forms(Connection connection) {
        return List.of();
    }

}
