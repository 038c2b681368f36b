package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.ecs.placement.Rules;
import dev.shipshape.localaws.ecs.placement.Shortfall;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.tasks.Order;
import dev.shipshape.localaws.ecs.tasks.Placement;
import dev.shipshape.localaws.ecs.tasks.TaskStarter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** Starts tasks for services, with the tags that these pass on. */
final class Starts {

    private static final String GUIDE = " For more information, see the Troubleshooting section of the Amazon ECS "
            + "Developer Guide.";

    private static final String SHORT = "was unable to place a task. Reason: Capacity is unavailable at this time. "
            + "Please try again later or in a different availability zone." + GUIDE;

    private final EcsTables tables;

    private final TaskStarter starter;

    private final Tags tags;

    Starts(EcsTables tables, TaskStarter starter, Tags tags) {
        this.tables = tables;
        this.starter = starter;
        this.tags = tags;
    }

    /**
     * What came of it.
     *
     * @param tasks the tasks that were started
     * @param complaint why not more, in the words of an event; null if there are as many
     * as asked for
     */
    record Started(List<Task> tasks, @Nullable String complaint) {
    }

    /** Starts this many tasks beside those that the source has, or as many as can be. */
    Started start(Service service, Source source, List<Task> own, int count, Instant now) {
        Order order = order(service, source);
        if (!order.placement().isFargate() && source.strategy().isEmpty()
                && !this.starter.hasInstances(order.cluster())) {
            return new Started(List.of(), Shortfall.noInstances());
        }
        if (this.starter.isShortForServices()) {
            return new Started(List.of(), SHORT);
        }
        Shares shares = new Shares(source.strategy(), own);
        List<Task> started = new ArrayList<>();
        for (int task = 0; task < count; task++) {
            TaskStarter.Started one = this.starter.start(order, shares.next(), now);
            started.addAll(one.tasks());
            if (one.tasks().isEmpty()) {
                return new Started(started, Shortfall.of(one.failures()));
            }
        }
        return new Started(started, null);
    }

    /** Starts a task on each of these instances, where one fits. */
    TaskStarter.Started startOn(Service service, Source source, List<String> instanceArns, Instant now) {
        return this.starter.startOn(instanceArns, order(service, source), now);
    }

    private Order order(Service service, Source source) {
        Cluster cluster = this.tables.clusters().find(service.clusterArn()).orElseThrow();
        TaskDefinition definition = this.tables.taskDefinitions().find(source.taskDefinition()).orElseThrow();
        Placement placement = new Placement(source.launchType(), source.strategy(),
                (source.network() != null) ? source.network().awsvpcConfiguration() : null, source.platformVersion());
        Rules rules = placement.isFargate() ? Rules.NONE
                : new Rules(service.placementConstraints(), service.placementStrategy());
        return new Order(cluster, definition, placement, rules, "service:" + service.serviceName(), source.id(),
                TaskOverride.builder().build(), taskTags(service, source, cluster),
                Boolean.TRUE.equals(service.enableExecuteCommand()), List.of());
    }

    private List<Tag> taskTags(Service service, Source source, Cluster cluster) {
        List<Tag> own = new ArrayList<>();
        if (service.propagateTags() == PropagateTags.SERVICE) {
            own.addAll(this.tags.of(service.serviceArn()));
        }
        else if (service.propagateTags() == PropagateTags.TASK_DEFINITION) {
            own.addAll(this.tags.of(source.taskDefinition()));
        }
        return Tags.managed(own, Boolean.TRUE.equals(service.enableECSManagedTags()), cluster, service.serviceName());
    }

}
