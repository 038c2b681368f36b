package dev.shipshape.localaws.ecs.shared;

import java.util.List;

import dev.shipshape.localaws.protocol.AwsError;

/** ECS's refusals, worded as ECS words them. */
public final class EcsErrors {

    private EcsErrors() {
    }

    /** A parameter that ECS does not take. */
    public static AwsError invalidParameter(String message) {
        return new AwsError("InvalidParameterException", message);
    }

    /** A request that ECS does not take. */
    public static AwsError client(String message) {
        return new AwsError("ClientException", message);
    }

    /** No cluster of that name is active. */
    public static AwsError clusterNotFound() {
        return new AwsError("ClusterNotFoundException", "Cluster not found.");
    }

    /** A client token used again, for something else. */
    public static AwsError conflict(List<String> resources) {
        return new AwsError("ConflictException",
                "The request cannot be processed because its client token was used with other parameters.")
            .with("resourceIds", resources);
    }

    /** No such platform version of Fargate. */
    public static AwsError platformUnknown() {
        return new AwsError("PlatformUnknownException", "The specified platform version does not exist.");
    }

    /** No service of that name in the cluster. */
    public static AwsError serviceNotFound() {
        return new AwsError("ServiceNotFoundException", "Service not found.");
    }

    /** A token that no earlier answer gave. */
    public static AwsError invalidToken() {
        return invalidParameter("Invalid token. Please obtain a new token from a previous call and try again.");
    }

}
