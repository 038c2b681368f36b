package dev.shipshape.tasks.explain;

import java.util.Locale;

/**
 * Why ECS did not start a task that it was asked for. RunTask answers with these in
 * {@code failures[]} and status 200 (ECS API reference, "API failure reasons").
 */
public final class RunFailure {

    private RunFailure() {
    }

    /**
     * Explains one failure.
     * @param reason AWS's words, such as {@code RESOURCE:MEMORY}
     * @param detail AWS's further words; empty for none
     * @return a sentence
     */
    public static String explain(String reason, String detail) {
        String words = switch (reason.toUpperCase(Locale.ROOT)) {
            case "RESOURCE:CPU" -> "No instance of the cluster has enough CPU left. Run it on Fargate, or make room.";
            case "RESOURCE:MEMORY" ->
                "No instance of the cluster has enough memory left. Run it on Fargate, or make room.";
            case "RESOURCE:PORTS" ->
                "The host port is in use on every instance of the cluster. Use a dynamic port, or fewer tasks.";
            case "RESOURCE:ENI" ->
                "No instance of the cluster can take another network interface. Run it on Fargate, or add instances.";
            case "RESOURCE:GPU" -> "No instance of the cluster has a GPU left.";
            case "RESOURCE:FARGATE" ->
                "The account may not run that many tasks on Fargate at once. Stop some, or ask AWS for a higher limit.";
            case "ATTRIBUTE" ->
                "No instance of the cluster has what the task definition asks for, such as its processor.";
            case "AGENT" -> "The agent on the cluster's instance is not connected.";
            case "EMPTY CAPACITY PROVIDER", "NO CONTAINER INSTANCES WERE FOUND IN YOUR CLUSTER." ->
                "The cluster has no container instances. Run it on Fargate, or add instances.";
            case "INACTIVE" -> "The cluster or the container instance is no longer in use.";
            case "MISSING" -> "What was asked for does not exist any more.";
            case "LOCATION" -> "The place that was asked for is not available.";
            default -> capacity(reason);
        };
        return detail.isEmpty() ? words : words + " AWS adds: " + detail;
    }

    private static String capacity(String reason) {
        return reason.toLowerCase(Locale.ROOT).contains("capacity is unavailable")
                ? "AWS has no such capacity free just now. Try again later, in other zones, or without Spot." : reason;
    }

}
