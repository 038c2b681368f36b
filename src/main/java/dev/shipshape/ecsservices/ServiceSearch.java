package dev.shipshape.ecsservices;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
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

    private final SharedReads reads;

    ServiceSearch(EcsServices services, Clusters clusters, SharedReads reads) {
        this.services = services;
        this.clusters = clusters;
        this.reads = reads;
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
        return this.reads.each(this.clusters.in(connection), (cluster) -> this.services.in(connection, cluster.name()))
            .stream()
            .flatMap(List::stream)
            .map((service) -> entry(connection, service))
            .toList();
    }

    @Override
    public List<Entry> forms(Connection connection) {
        return List.of(Entry.page("Create service", connection.path() + "/services/new"));
    }

    private static Entry entry(Connection connection, Service service) {
        String page = service.page(connection);
        Command logs = Command.look("logs", page + "/logs");
        List<Command> commands = service.active() ? List.of(logs,
                Command.change("scale", page + "/scalings/new?count=" + Entry.NUMBER),
                Command.change("deploy", page + "/deployments/new"), Command.change("delete", page + "/deletions/new"))
                : List.of(logs);
        return new Entry("service", service.name(), "in " + service.cluster(), page, service.state(),
                List.of(service.arn(), service.definition()), commands);
    }

}
