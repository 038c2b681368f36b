package dev.shipshape.localaws.ecs.placement;

import java.util.List;

import dev.shipshape.localaws.ecs.shared.Names;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * Why a service could not place a task, as its events say it (developer guide, "Service
 * event messages").
 */
public final class Shortfall {

    private static final String MORE = " For more information, see the Troubleshooting section of the Amazon ECS "
            + "Developer Guide.";

    private Shortfall() {
    }

    /** The message for a cluster without instances. */
    public static String noInstances() {
        return "was unable to place a task because no container instance met all of its requirements. Reason: No "
                + "Container Instances were found in your cluster." + MORE;
    }

    /** The message for instances of which none would do. */
    public static String of(List<Failure> failures) {
        String start = "was unable to place a task because no container instance met all of its requirements.";
        if (failures.isEmpty()) {
            return start + MORE;
        }
        Failure closest = failures.get(0);
        String words = switch (closest.reason()) {
            case "RESOURCE:CPU" -> "has insufficient CPU units available.";
            case "RESOURCE:MEMORY" -> "has insufficient memory available.";
            case "RESOURCE:PORTS" -> "is already using a port required by your task.";
            case "RESOURCE:ENI" -> "encountered error \"RESOURCE:ENI\".";
            case "ATTRIBUTE" -> "is missing an attribute required by your task.";
            case "AGENT" -> "has the agent disconnected.";
            default -> "encountered error \"" + closest.reason() + "\".";
        };
        return start + " The closest matching (container-instance " + Names.last(closest.arn()) + ") " + words + MORE;
    }

}
