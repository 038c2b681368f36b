package dev.shipshape.localaws.ec2.shared;

import dev.shipshape.localaws.protocol.AwsError;

/** EC2's refusals, worded as EC2 words them. */
public final class Ec2Errors {

    private Ec2Errors() {
    }

    /** Nothing has this id. */
    public static AwsError notFound(String code, String word, String id) {
        return new AwsError(code + ".NotFound", "The " + word + " '" + id + "' does not exist");
    }

    /** An id that no thing of the kind could have. */
    public static AwsError malformed(String code, String id) {
        return new AwsError(code + ".Malformed", "Invalid id: \"" + id + "\"");
    }

    /** A parameter with a value that EC2 does not take. */
    public static AwsError invalidValue(String message) {
        return new AwsError("InvalidParameterValue", message);
    }

    /** Parameters that do not go together. */
    public static AwsError combination(String message) {
        return new AwsError("InvalidParameterCombination", message);
    }

    /** A parameter that has to be there. */
    public static AwsError missing(String parameter) {
        return new AwsError("MissingParameter", "The request must contain the parameter " + parameter);
    }

    /** Something else still needs it. */
    public static AwsError dependency(String message) {
        return new AwsError("DependencyViolation", message);
    }

    static AwsError invalidToken() {
        return new AwsError("InvalidNextToken", "The token that was given is not one of an earlier answer");
    }

}
