package dev.shipshape.clusters;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** The way to the clusters, with their number where it was read just now. */
@Component
class ClustersFrame implements FrameItem {

    private final Connections connections;

    private final SharedReads reads;

    ClustersFrame(Connections connections, SharedReads reads) {
        this.connections = connections;
        this.reads = reads;
    }

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        return this.connections.shown(context.connection()).map(this::entry).stream().toList();
    }

    private FrameEntry entry(Connection connection) {
        String count = this.reads.peek(connection, "clusters", List.class)
            .map((clusters) -> String.valueOf(clusters.size()))
            .orElse(null);
        return FrameEntry.link(Slot.PLACE, 10, "Clusters", connection.path() + "/clusters", "boxes", count);
    }

}
