package dev.shipshape.localaws.logs;

import dev.shipshape.localaws.protocol.AwsError;

/** CloudWatch Logs' refusals, worded as it words them. */
final class LogErrors {

    private LogErrors() {
    }

    static AwsError invalid(String message) {
        return new AwsError("InvalidParameterException", message);
    }

    static AwsError member(String member, String rule) {
        return invalid("1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + rule);
    }

    static AwsError missing(String member) {
        return member(member, "Member must not be null");
    }

    static AwsError noGroup() {
        return new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
    }

    static AwsError noStream() {
        return new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
    }

    static AwsError groupExists() {
        return new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
    }

    static AwsError streamExists() {
        return new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");
    }

    static AwsError invalidToken() {
        return invalid("The specified nextToken is invalid.");
    }

}
