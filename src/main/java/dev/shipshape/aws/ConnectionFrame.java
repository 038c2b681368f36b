package dev.shipshape.aws;

import java.util.List;

import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** The connection switcher. */
@Component
class ConnectionFrame implements FrameItem {

    private final Connections connections;

    ConnectionFrame(Connections connections) {
        this.connections = connections;
    }

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        return this.connections.all()
            .stream()
            .map((connection) -> FrameEntry.link(Slot.CONNECTION, 0, connection.name(), connection.path() + "/clusters",
                    null, connection.region()))
            .toList();
    }

}
