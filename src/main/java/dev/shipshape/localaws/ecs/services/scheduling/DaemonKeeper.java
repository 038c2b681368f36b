package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.localaws.ecs.instances.Fleet;
import dev.shipshape.localaws.ecs.placement.Shortfall;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.services.deployments.Events;
import dev.shipshape.localaws.ecs.tasks.TaskStarter;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Keeps one task of a DAEMON on each active container instance that meets its
 * constraints; their number is its desired count (developer guide, "Daemon").
 */
final class DaemonKeeper {

    private final Fleet fleet;

    private final Starts starts;

    private final ScaleOut scaleOut;

    private final ScaleIn scaleIn;

    private final ServiceProgress progress;

    DaemonKeeper(Fleet fleet, Starts starts, ScaleOut scaleOut, ScaleIn scaleIn, ServiceProgress progress) {
        this.fleet = fleet;
        this.starts = starts;
        this.scaleOut = scaleOut;
        this.scaleIn = scaleIn;
        this.progress = progress;
    }

    /** Takes the steps that can be taken by now. */
    Service advance(Service service, List<Task> live, Instant now) {
        Cluster cluster = Cluster.builder().clusterArn(service.clusterArn()).build();
        Set<String> active = this.fleet.in(cluster, "ACTIVE")
            .stream()
            .map(ContainerInstance::containerInstanceArn)
            .collect(Collectors.toSet());
        Set<String> taken = live.stream()
            .map((task) -> String.valueOf(task.containerInstanceArn()))
            .filter(active::contains)
            .collect(Collectors.toSet());
        List<String> lacking = active.stream().filter((arn) -> !taken.contains(arn)).sorted().toList();
        Service next = service;
        if (!this.progress.of(service).notBefore().isAfter(now)) {
            next = start(service, taken.size(), lacking, now);
        }
        return this.scaleIn.stop(next, live, false, now);
    }

    private Service start(Service service, int taken, List<String> lacking, Instant now) {
        TaskStarter.Started started = this.starts.startOn(service, Source.of(Deployments.primary(service)), lacking,
                now);
        List<Failure> full = started.failures().stream().filter((failure) -> !isElsewhere(failure)).toList();
        Service next = service.toBuilder().desiredCount(taken + started.tasks().size() + full.size()).build();
        if (!started.tasks().isEmpty()) {
            this.progress.change(service, (before) -> before.steady(false));
            next = Events.add(next,
                    "has started " + started.tasks().size() + " tasks: " + Events.names(started.tasks()) + ".", now);
        }
        if (!full.isEmpty()) {
            this.progress.change(service, (before) -> before.waiting(now.plus(ServiceScheduler.LONGEST_WAIT)));
            next = this.scaleOut.complain(next, "", Shortfall.of(full), now);
        }
        return next;
    }

    /** Whether the daemon is not meant for the instance at all. */
    private static boolean isElsewhere(Failure failure) {
        return failure.reason().equals("ATTRIBUTE") || failure.reason().endsWith("constraint unsatisfied.");
    }

}
