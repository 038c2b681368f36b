package dev.shipshape.aws;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS does not allow it: which action, and the statement that would. */
public final class Denied extends Problem {

    private static final long serialVersionUID = 1L;

    /**
     * How AWS names what is missing (IAM user guide, "Troubleshoot access denied error
     * messages").
     */
    private static final Pattern WORDS = Pattern
        .compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z*]+)(?: on resource: (\\S+))?");

    private final String action;

    private final String resource;

    private final boolean forbidden;

    private Denied(String action, String resource, boolean forbidden, String advice, String code, String words,
            AwsServiceException refused) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "AWS does not allow " + action + " here.", advice, null, code,
                refused.requestId(), words, refused);
        this.action = action;
        this.resource = resource;
        this.forbidden = forbidden;
    }

    /**
     * Reads a refusal.
     * @param refused what a client threw
     * @param details the same in AWS's terms
     * @param called the permission that the call itself needs, for when AWS names none;
     * null if not known
     */
    static Denied of(AwsServiceException refused, AwsErrorDetails details, @Nullable String called) {
        String words = String.valueOf(details.errorMessage());
        Matcher named = WORDS.matcher(words);
        boolean isNamed = named.find();
        String action = isNamed ? named.group(1) : (called != null) ? called : "this call";
        String resource = isNamed ? named.group(2) : null;
        boolean forbidden = words.contains("explicit deny");
        return new Denied(action, (resource != null && resource.startsWith("arn:")) ? resource : "*", forbidden,
                advice(action, forbidden), details.errorCode(), words, refused);
    }

    private static String advice(String action, boolean forbidden) {
        if (forbidden) {
            return "A policy forbids it outright, so that no statement that allows it helps. "
                    + "Ask whoever looks after the account, or use another connection.";
        }
        if (action.equals("sts:AssumeRole")) {
            return "The role to assume must trust the credentials that Shipshape runs with, and they must be allowed "
                    + "to assume it.";
        }
        return "Ask whoever looks after the account for this permission, or use another connection.";
    }

    /** The action that is not allowed, such as {@code ecs:ListServices}. */
    public String action() {
        return this.action;
    }

    @Override
    public @Nullable Remedy remedy() {
        return (this.forbidden || !this.action.contains(":")) ? null
                : new Remedy("This statement of an IAM policy would allow it:",
                        Permission.statement(List.of(this.action), this.resource));
    }

}
