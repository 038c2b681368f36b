package dev.shipshape.ecsservices.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.shipshape.clusters.Cluster;
import dev.shipshape.network.Network;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.ContainerDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.web.Problem;

/** Looks for what would keep a task from starting, before AWS is asked to start it. */
final class Preflight {

    private Preflight() {
    }

    static List<Check> of(Cluster cluster, TaskDefinition definition, Launch launch, NetworkChoice choice,
            Network network) {
        List<Check> checks = new ArrayList<>();
        checks.add(definition.active() ? Check.ok("taskDefinition", definition.label() + " is active.")
                : Check.bad("taskDefinition", definition.label() + " is not active: nothing can be started from it."));
        checks.add(place(cluster, definition, launch));
        role(definition, launch).ifPresent(checks::add);
        if (definition.networkMode().equals("awsvpc")) {
            checks.add(placed(network, choice));
            address(definition, launch, choice).ifPresent(checks::add);
        }
        else {
            checks.add(Check.ok("subnets", "It uses its instance's network (" + definition.networkMode()
                    + "), so the subnets do not matter."));
        }
        return checks;
    }

    private static Check place(Cluster cluster, TaskDefinition definition, Launch launch) {
        if (launch.isFargate()) {
            if (!definition.fargate()) {
                return Check.bad("launch",
                        definition.label() + " was not made for Fargate. Run it on EC2 instances, or make a revision "
                                + "with network mode awsvpc, CPU and memory.");
            }
            if (launch == Launch.SPOT && !cluster.providers().contains("FARGATE_SPOT")) {
                return Check.bad("launch",
                        "The cluster " + cluster.name() + " has no capacity provider FARGATE_SPOT. Use Fargate.");
            }
            return Check.ok("launch", "It can run on " + launch.word() + ".");
        }
        return (cluster.instances() == 0)
                ? Check.bad("launch",
                        "The cluster " + cluster.name() + " has no container instances to run it on. Use Fargate.")
                : Check.ok("launch", "The cluster has container instances.");
    }

    /** Without one Fargate can neither pull from ECR nor write logs (ECS guide). */
    private static Optional<Check> role(TaskDefinition definition, Launch launch) {
        boolean needed = definition.containers()
            .stream()
            .anyMatch((one) -> one.logs() != null || one.image().contains(".dkr.ecr."));
        if (!launch.isFargate() || !needed || definition.executionRole() != null) {
            return Optional.empty();
        }
        return Optional.of(Check.bad("taskDefinition", definition.label()
                + " names no execution role, which Fargate needs to pull from ECR and to write logs. Make a revision "
                + "with ecsTaskExecutionRole."));
    }

    private static Check placed(Network network, NetworkChoice choice) {
        try {
            network.check(choice);
            int subnets = choice.subnets().size();
            return Check.ok("subnets", "It starts in one of " + subnets + ((subnets == 1) ? " subnet." : " subnets."));
        }
        catch (Problem problem) {
            String field = problem.field();
            return Check.bad((field != null) ? field : "subnets", problem.what());
        }
    }

    private static Optional<Check> address(TaskDefinition definition, Launch launch, NetworkChoice choice) {
        if (launch.isFargate() && choice.publicAddress()) {
            String ports = definition.containers()
                .stream()
                .flatMap((container) -> container.ports().stream())
                .map(ContainerDefinition.Port::label)
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
            return Optional.of(Check.ok("publicAddress", "It gets a public address"
                    + (ports.isEmpty() ? "." : "; the security group decides who reaches " + ports + ".")));
        }
        return Optional.empty();
    }

}
