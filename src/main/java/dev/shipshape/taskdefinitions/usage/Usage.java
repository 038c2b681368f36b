package dev.shipshape.taskdefinitions.usage;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers.DefinitionUser;
import org.springframework.stereotype.Component;

/** Who uses which revision, over all clusters of a connection. */
@Component
public class Usage {

    /** Services first, what is over last. */
    private static final Comparator<DefinitionUser> ORDER = Comparator.comparing(DefinitionUser::over)
        .thenComparing(DefinitionUser::kind)
        .thenComparing(DefinitionUser::cluster)
        .thenComparing(DefinitionUser::name);

    private final List<DefinitionUsers> rooms;

    Usage(List<DefinitionUsers> rooms) {
        this.rooms = rooms;
    }

    /**
     * All users by revision, what is over included.
     * @param connection where
     * @param extent how many of them are waited for
     * @return the users by the label of their revision, such as {@code web:3}
     * @throws dev.shipshape.web.Problem if some of them could not be read
     */
    public Map<String, List<DefinitionUser>> in(Connection connection, Extent extent) {
        return this.rooms.stream()
            .flatMap((room) -> room.in(connection, extent).stream())
            .sorted(ORDER)
            .collect(Collectors.groupingBy(DefinitionUser::definition, TreeMap::new, Collectors.toList()));
    }

}
