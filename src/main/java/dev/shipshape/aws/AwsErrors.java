package dev.shipshape.aws;

import java.util.Map;
import java.util.Optional;

import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS's errors in plain words: what happened, what to do, AWS's code and request id. */
public final class AwsErrors {

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("ThrottlingException", "AWS limits how often an account may ask. Wait a moment and try again."),
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
        return unasked(Unasked.of(error), null, null, String.valueOf(error.getMessage()), error);
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
            return Denied.of(refused, details, CallTrace.permissionOf(refused));
        }
        Optional<Unasked> unasked = Unasked.of(code, words);
        if (unasked.isPresent()) {
            return unasked(unasked.get(), code, refused.requestId(), words, refused);
        }
        if (refused.isThrottlingException()) {
            return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "AWS is being asked too often just now.",
                    "Wait a moment and try again.", null, code, refused.requestId(), words, refused);
        }
        HttpStatus status = (refused.statusCode() >= 500) ? HttpStatus.BAD_GATEWAY : HttpStatus.UNPROCESSABLE_CONTENT;
        return new Problem(status, sentence(words), ADVICE.getOrDefault(code, ""), null, code, refused.requestId(),
                words, refused);
    }

    private static Problem unasked(Unasked why, @Nullable String code, @Nullable String requestId, String words,
            SdkException error) {
        return new Problem(why.status, why.what, why.advice, null, code, requestId, words, error);
    }

    /** Whether this code says that the caller lacks a permission. */
    static boolean isDenied(@Nullable String code) {
        return code != null && (code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation"));
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

}
