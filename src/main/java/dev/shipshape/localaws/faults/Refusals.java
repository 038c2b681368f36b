package dev.shipshape.localaws.faults;

import java.util.List;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Wire;

/**
 * Refusals that are not the caller's fault, worded as each service words them ("Common
 * Errors" of each API reference).
 */
final class Refusals {

    /** In the order in which AWS comes to them. */
    static final List<FaultKind> KINDS = List.of(FaultKind.SERVER_ERROR, FaultKind.THROTTLING, FaultKind.ACCESS_DENIED);

    private Refusals() {
    }

    static AwsError of(FaultKind kind, Wire wire, String operation) {
        return switch (kind) {
            case THROTTLING -> throttling(wire);
            case SERVER_ERROR -> serverError(wire);
            case ACCESS_DENIED -> accessDenied(wire, operation);
            default -> throw new IllegalArgumentException(kind + " refuses nothing");
        };
    }

    private static AwsError throttling(Wire wire) {
        return switch (wire.protocol()) {
            case EC2_QUERY -> new AwsError("RequestLimitExceeded", 503, "Request limit exceeded.");
            case AWS_QUERY -> new AwsError("Throttling", "Rate exceeded");
            case AWS_JSON ->
                new AwsError(wire.signingName().equals("tagging") ? "ThrottledException" : "ThrottlingException",
                        "Rate exceeded");
        };
    }

    private static AwsError serverError(Wire wire) {
        return switch (wire.signingName()) {
            case "ec2" -> new AwsError("InternalError", 500, "An internal error has occurred");
            case "iam" -> new AwsError("ServiceFailure", 500,
                    "The request processing has failed because of an " + "unknown error, exception or failure.");
            case "sts", "elasticloadbalancing", "servicediscovery" -> new AwsError("InternalFailure", 500,
                    "The request processing has failed because of an unknown error, exception or failure.");
            case "logs" -> new AwsError("ServiceUnavailableException", 500, "Service unavailable");
            case "application-autoscaling" ->
                new AwsError("InternalServiceException", 500, "The service encountered an internal error.");
            case "pricing" -> new AwsError("InternalErrorException", 500, "An error on the server occurred.");
            case "tagging" ->
                new AwsError("InternalServiceException", 500, "The service encountered an internal error.");
            default -> new AwsError("ServerException", 500, "Service Unavailable. Please try again later.");
        };
    }

    private static AwsError accessDenied(Wire wire, String operation) {
        String words = "User: arn:aws:iam::" + CallContext.ACCOUNT + ":user/test is not authorized to perform: "
                + operation + " on resource: * because no identity-based policy allows the " + operation + " action";
        return switch (wire.protocol()) {
            case EC2_QUERY -> new AwsError("UnauthorizedOperation", 403,
                    "You are not authorized to perform this operation. " + words);
            case AWS_QUERY -> new AwsError("AccessDenied", 403, words);
            case AWS_JSON -> new AwsError("AccessDeniedException", words);
        };
    }

}
