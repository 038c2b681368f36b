package dev.shipshape.localaws.iam;

import dev.shipshape.localaws.protocol.AwsError;

/** IAM's refusals, worded as IAM words them. */
final class IamErrors {

    private IamErrors() {
    }

    static AwsError noRole(String name) {
        return new AwsError("NoSuchEntity", 404, "The role with name " + name + " cannot be found.");
    }

    static AwsError noPolicy(String arn) {
        return new AwsError("NoSuchEntity", 404, "Policy " + arn + " does not exist or is not attachable.");
    }

    static AwsError noEntity(String message) {
        return new AwsError("NoSuchEntity", 404, message);
    }

    static AwsError alreadyExists(String message) {
        return new AwsError("EntityAlreadyExists", 409, message);
    }

    static AwsError conflict(String message) {
        return new AwsError("DeleteConflict", 409, message);
    }

    static AwsError notAttached(String arn) {
        return new AwsError("NoSuchEntity", 404, "Policy " + arn + " was not found.");
    }

    static AwsError exists(String name) {
        return new AwsError("EntityAlreadyExists", 409, "Role with name " + name + " already exists.");
    }

    static AwsError mustDetach() {
        return new AwsError("DeleteConflict", 409, "Cannot delete entity, must detach all policies first.");
    }

    static AwsError serviceLinked(String name) {
        return new AwsError("UnmodifiableEntity", 400, "Cannot perform the operation on the protected role '" + name
                + "' - this role is only modifiable by AWS");
    }

    static AwsError malformedPolicy(String message) {
        return new AwsError("MalformedPolicyDocument", message);
    }

    static AwsError limit(String message) {
        return new AwsError("LimitExceeded", 409, message);
    }

    static AwsError invalid(String member, String rule) {
        return new AwsError("ValidationError",
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + rule);
    }

}
