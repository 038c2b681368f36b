package dev.shipshape.ecsservices;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.search.spi.Entry.Command;
import dev.shipshape.search.spi.SearchSource;
import org.springframework.stereotype.Component;

/** Lets services be found. */
@Component
class ServiceSearch implements SearchSource {

    private final EcsServices services;

    private final Clusters clusters;

    ServiceSearch(EcsServices services, Clusters clusters) {
        this.services = services;
        this.clusters = clusters;
    }

    @Override
    public String kind() {
        return "Services";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Entry> entries(Connection connection) {
        return this.services.everywhere(connection, this.clusters.names(connection), Extent.IN_TIME)
            .stream()
            .map((service) -> entry(connection, service))
            .toList();
    }

    @Override
    public List<Entry> forms(Connection connection) {
        return List.of(Entry.page("Create service", connection.path() + "/services/new"));
    }

    private static Entry entry(Connection connection, Service service) {
        String page = service.page(connection);
        List<Command> commands = new ArrayList<>(List.of(Command.look("logs", page + "/logs")));
        if (service.active()) {
            if (!service.daemon()) {
                boolean runs = service.desired() > 0;
                commands.add(Command.change("scale", page + "/scalings/new?count=" + Entry.NUMBER));
                commands.add(runs ? Command.change("stop", page + "/stops/new")
                        : Command.change("start", page + "/starts/new"));
            }
            commands.add(Command.change("deploy", page + "/deployments/new"));
            commands.add(Command.change("delete", page + "/deletions/new"));
        }
        return new Entry("service", service.name(), "in " + service.cluster(), page, service.state(),
                List.of(service.arn(), service.definition()), commands);
    }

}
