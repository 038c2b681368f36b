package dev.shipshape.aws;

import java.util.List;
import java.util.Optional;

import dev.shipshape.aws.access.Answering;
import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** The connection switch: it leads to the same place on another connection. */
@Component
class ConnectionFrame implements FrameItem {

    private final Connections connections;

    private final Answering answering;

    ConnectionFrame(Connections connections, Answering answering) {
        this.connections = connections;
        this.answering = answering;
    }

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        String[] path = context.path().split("/", -1);
        return this.connections.all()
            .stream()
            .map((connection) -> FrameEntry.link(Slot.CONNECTION, 0, connection.name(), there(connection, path), null,
                    note(connection)))
            .toList();
    }

    /**
     * The same kind of page there: a list or a form to make something. What one
     * connection holds is not on another, so that from a single thing the way leads to
     * its kind's list.
     */
    private String there(Connection connection, String[] path) {
        if (path.length > 2 && path[1].equals("connections")) {
            return "/connections/" + connection.name();
        }
        Optional<Connection> here = (path.length > 2) ? this.connections.find(path[1]) : Optional.empty();
        if (here.isEmpty()) {
            return connection.path() + "/clusters";
        }
        boolean isForm = path.length == 4 && path[3].equals("new");
        return connection.path() + "/" + path[2] + (isForm ? "/new" : "");
    }

    private String note(Connection connection) {
        return connection.region() + (this.answering.problem(connection).isPresent() ? " · does not answer" : "");
    }

}
