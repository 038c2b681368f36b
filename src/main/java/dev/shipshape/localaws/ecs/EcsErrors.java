package dev.shipshape.localaws.ecs;

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

    static AwsError serviceNotFound() {
        return new AwsError("ServiceNotFoundException", "Service not found.");
    }

    static AwsError invalidToken() {
        return invalidParameter("Invalid token. Please obtain a new token from a previous call and try again.");
    }

}
