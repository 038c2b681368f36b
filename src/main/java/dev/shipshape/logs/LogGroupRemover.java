package dev.shipshape.logs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds log groups again and removes them. */
@Component
class LogGroupRemover implements Remover {

    /** Where Container Insights writes (CloudWatch user guide). */
    private static final String INSIGHTS = "/aws/ecs/containerinsights/%s/performance";

    private final LogGroups groups;

    LogGroupRemover(LogGroups groups) {
        this.groups = groups;
    }

    @Override
    public String key() {
        return LogGroups.KIND;
    }

    @Override
    public String word() {
        return "log group";
    }

    @Override
    public Order order() {
        return Order.LOG_GROUP;
    }

    @Override
    public String reason() {
        return "A log group goes after the tasks that write to it, or they would make it again.";
    }

    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return this.groups.now(connection, action.name())
            .filter((group) -> action.id().equals(this.groups.tags(connection, group).get(Change.TAG)))
            .map((group) -> LogGroups.resource(connection, group))
            .stream()
            .toList();
    }

    /** A log group that was made again has the same ARN but another time of creation. */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return this.groups.now(connection, resource.name())
            .filter((group) -> resource.createdAt() == null || group.createdAt().equals(resource.createdAt()))
            .isEmpty();
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        if (!isGone(connection, resource)) {
            this.groups.delete(connection, resource.name(), resource.arn());
        }
    }

    @Override
    public Phase phase() {
        return Phase.BELOW;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        Set<String> names = new TreeSet<>(survey.used(LogGroups.KIND));
        survey.names("cluster").forEach((cluster) -> names.add(INSIGHTS.formatted(cluster)));
        return this.groups.found(connection, names)
            .stream()
            .map((group) -> Found.of(LogGroups.resource(connection, group)))
            .toList();
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/log-groups?q=" + resource.name();
    }

}
