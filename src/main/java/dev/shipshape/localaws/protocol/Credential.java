package dev.shipshape.localaws.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a SigV4 signature says about the call. The signature itself is not verified: any
 * key will do here. That it is there is required, as with AWS, which also keeps a web
 * page from calling the query protocols with a plain form.
 *
 * @param region the region that the call was signed for
 * @param service the signing name of the service
 */
record Credential(String region, String service) {

    private static final Pattern SCOPE = Pattern
        .compile("^AWS4-HMAC-SHA256\\s+Credential=[^/]+/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request\\b.*");

    static Credential of(@Nullable String authorization) {
        if (authorization == null) {
            throw new AwsError("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
        }
        Matcher scope = SCOPE.matcher(authorization);
        if (!scope.matches()) {
            throw new AwsError("IncompleteSignatureException", 400,
                    "Authorization header requires 'Credential' with an AWS4-HMAC-SHA256 scope.");
        }
        return new Credential(scope.group(1), scope.group(2));
    }

}
