package dev.shipshape.localaws.ec2;

import dev.shipshape.localaws.protocol.AwsError;

/** EC2's refusals, worded as EC2 words them. */
final class Ec2Errors {

    private Ec2Errors() {
    }

    static AwsError notFound(String code, String word, String id) {
        return new AwsError(code + ".NotFound", "The " + word + " '" + id + "' does not exist");
    }

    static AwsError malformed(String code, String id) {
        return new AwsError(code + ".Malformed", "Invalid id: \"" + id + "\"");
    }

    static AwsError invalidValue(String message) {
        return new AwsError("InvalidParameterValue", message);
    }

    static AwsError combination(String message) {
        return new AwsError("InvalidParameterCombination", message);
    }

    static AwsError invalidToken() {
        return new AwsError("InvalidNextToken", "The token that was given is not one of an earlier answer");
    }

}
