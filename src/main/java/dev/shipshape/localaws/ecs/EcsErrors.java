package dev.shipshape.localaws.ecs;

import java.util.List;

import dev.shipshape.localaws.protocol.AwsError;

/** ECS's refusals, worded as ECS words them. */
final class EcsErrors {

    private EcsErrors() {
    }

    static AwsError invalidParameter(String message) {
        return new AwsError("InvalidParameterException", message);
    }

    static AwsError client(String message) {
        return new AwsError("ClientException", message);
    }

    static AwsError clusterNotFound() {
        return new AwsError("ClusterNotFoundException", "Cluster not found.");
    }

    static AwsError conflict(List<String> resources) {
        return new AwsError("ConflictException",
                "The request cannot be processed because its client token was used with other parameters.")
            .with("resourceIds", resources);
    }

    static AwsError platformUnknown() {
        return new AwsError("PlatformUnknownException", "The specified platform version does not exist.");
    }

    static AwsError serviceNotFound() {
        return new AwsError("ServiceNotFoundException", "Service not found.");
    }

    static AwsError invalidToken() {
        return invalidParameter("Invalid token. Please obtain a new token from a previous call and try again.");
    }

}
