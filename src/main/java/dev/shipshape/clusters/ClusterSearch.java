package dev.shipshape.clusters;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.search.spi.Entry.Command;
import dev.shipshape.search.spi.SearchSource;
import org.springframework.stereotype.Component;

/** Lets clusters be found. */
@Component
class ClusterSearch implements SearchSource {

    private final Clusters clusters;

    ClusterSearch(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public String kind() {
        return "Clusters";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Entry> entries(Connection connection) {
        return this.clusters.in(connection).stream().map((cluster) -> entry(connection, cluster)).toList();
    }

    @Override
    public List<Entry> forms(Connection connection) {
        return List.of(Entry.page("Create cluster", connection.path() + "/clusters/new"));
    }

    private static Entry entry(Connection connection, Cluster cluster) {
        String page = connection.path() + "/clusters/" + cluster.name();
        return new Entry("cluster", cluster.name(), "", page, cluster.state(), List.of(cluster.arn()),
                List.of(Command.change("run", connection.path() + "/tasks/new?cluster=" + cluster.name()),
                        Command.change("delete", page + "/deletions/new")));
    }

}
