package dev.shipshape.aws;

import java.util.Map;

import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS's errors in plain words: what happened, what to do, AWS's code and request id. */
public final class AwsErrors {

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("ThrottlingException", "AWS limits how often an account may ask. Wait a moment and try again."),
            Map.entry("ExpiredTokenException", "Sign in to AWS again where Shipshape runs, then try again."),
            Map.entry("UnrecognizedClientException", "Check the credentials that Shipshape runs with."),
            Map.entry("ClusterNotFoundException", "The cluster was deleted or never existed. Look at the clusters."),
            Map.entry("ClusterContainsServicesException", "Delete the cluster's services first, or remove all of it."),
            Map.entry("ClusterContainsTasksException", "Stop the cluster's tasks first, or remove all of it."),
            Map.entry("ServiceNotFoundException", "The service was deleted or never existed."),
            Map.entry("ServiceNotActiveException",
                    "The service is being deleted. Its name is free again when it is gone."),
            Map.entry("RepositoryAlreadyExistsException", "Choose another name, or use the one that is there."),
            Map.entry("RepositoryNotEmptyException", "Delete its images too, or delete them first."),
            Map.entry("RepositoryNotFoundException", "The repository was deleted or never existed."),
            Map.entry("UpdateInProgressException", "AWS is still busy with the last change. Try again in a minute."),
            Map.entry("ResourceInUseException", "Something still uses it. Remove that first, then try again."),
            Map.entry("ResourceInUse", "Something still uses it. Remove that first, then try again."),
            Map.entry("DependencyViolation",
                    "Something still uses it. The network interfaces of stopped tasks go within minutes."),
            Map.entry("OperationNotPermitted", "It is protected. Take the protection off at AWS, then try again."),
            Map.entry("LimitExceededException", "Remove what is not needed, or ask AWS for a higher limit."));

    private AwsErrors() {
    }

    /**
     * Tells an error of the SDK in plain words.
     * @param error what a client threw
     * @return the problem; status 502 or 504 where AWS could not be asked, otherwise 422
     */
    public static Problem problem(SdkException error) {
        if (error instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return refused(refused, refused.awsErrorDetails());
        }
        return new Problem(HttpStatus.BAD_GATEWAY, "AWS could not be asked.",
                "Check the network and the credentials that Shipshape runs with.", null, null, null, error.getMessage(),
                error);
    }

    /**
     * Whether AWS refused only because it was asked too often, so that asking again later
     * helps.
     */
    public static boolean isThrottled(Problem problem) {
        return problem.getCause() instanceof AwsServiceException refused && refused.isThrottlingException();
    }

    private static Problem refused(AwsServiceException refused, AwsErrorDetails details) {
        String code = (details.errorCode() != null) ? details.errorCode() : "Unknown";
        String words = (details.errorMessage() != null) ? details.errorMessage() : code;
        if (isDenied(code)) {
            return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "AWS does not allow this here.",
                    "Ask for the permission that AWS names below, or use another connection.", null, code,
                    refused.requestId(), words, refused);
        }
        if (refused.isThrottlingException()) {
            return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "AWS is being asked too often just now.",
                    "Wait a moment and try again.", null, code, refused.requestId(), words, refused);
        }
        HttpStatus status = (refused.statusCode() >= 500) ? HttpStatus.BAD_GATEWAY : HttpStatus.UNPROCESSABLE_CONTENT;
        return new Problem(status, sentence(words), ADVICE.getOrDefault(code, ""), null, code, refused.requestId(),
                words, refused);
    }

    private static boolean isDenied(String code) {
        return code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation");
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

}
