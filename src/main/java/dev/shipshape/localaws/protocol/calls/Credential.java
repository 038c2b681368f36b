package dev.shipshape.localaws.protocol.calls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a SigV4 signature says about the call: by its header, or by the fields of a
 * presigned one ("Signing AWS API requests", IAM user guide). The signature itself is not
 * verified: any key will do here. That it is there is required, as with AWS, which also
 * keeps a web page from calling the query protocols with a plain form.
 *
 * @param accessKey the access key's id
 * @param region the region that the call was signed for
 * @param service the signing name of the service
 */
record Credential(String accessKey, String region, String service) {

    /** Unsigned calls go to the global endpoint, which is in this region. */
    private static final String GLOBAL = "us-east-1";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern SCOPE = Pattern
        .compile("([^/\\s]{1,128})/(\\d{8})/([a-z0-9-]{1,64})/([a-z0-9-]{1,64})/aws4_request");

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,3}-\\d{1,2}");

    /**
     * Reads the header, or the fields where there is none; null if the call is not signed
     * at all.
     * @throws Unsigned when it is signed, but not as it should be
     */
    static @Nullable Credential of(@Nullable String authorization, Map<String, String> fields) {
        if (authorization != null) {
            return ofHeader(authorization.strip());
        }
        if (!fields.containsKey("X-Amz-Algorithm") && !fields.containsKey("X-Amz-Credential")) {
            return null;
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : List.of("Credential", "SignedHeaders", "Signature")) {
            parts.put(part, fields.getOrDefault("X-Amz-" + part, ""));
        }
        return of(fields.getOrDefault("X-Amz-Algorithm", ""), parts, "X-Amz-");
    }

    /** Whoever calls an operation that may be called unsigned. */
    static Credential ofNobody(String service) {
        return new Credential("", GLOBAL, service);
    }

    private static Credential ofHeader(String authorization) {
        int space = authorization.indexOf(' ');
        String algorithm = (space > 0) ? authorization.substring(0, space) : authorization;
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : authorization.substring(algorithm.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        return of(algorithm, parts, "");
    }

    private static Credential of(String algorithm, Map<String, String> parts, String prefix) {
        if (!algorithm.equals(ALGORITHM)) {
            throw Unsigned.incomplete("Unsupported AWS 'algorithm': '" + shortened(algorithm) + "'.");
        }
        List<String> lacking = new ArrayList<>();
        for (String part : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parts.getOrDefault(part, "").isEmpty()) {
                lacking.add("Authorization header requires '" + prefix + part + "' parameter.");
            }
        }
        if (!lacking.isEmpty()) {
            throw Unsigned.incomplete(String.join(" ", lacking));
        }
        String credential = parts.getOrDefault("Credential", "");
        Matcher scope = SCOPE.matcher(credential);
        if (!scope.matches()) {
            throw Unsigned.incomplete("Credential must have exactly 5 slash-delimited elements, e.g. "
                    + "keyid/date/region/service/term, got '" + shortened(credential) + "'");
        }
        if (!REGION.matcher(scope.group(3)).matches()) {
            throw Unsigned
                .invalid("Credential should be scoped to a valid region, not '" + shortened(scope.group(3)) + "'.");
        }
        return new Credential(scope.group(1), scope.group(3), scope.group(4));
    }

    /** Refuses a call that was signed for another service. */
    void requireService(String signingName) {
        if (!this.service.equals(signingName)) {
            throw Unsigned.invalid("Credential should be scoped to correct service: '" + signingName + "'.");
        }
    }

    private static String shortened(String text) {
        return (text.length() > 100) ? text.substring(0, 100) : text;
    }

}
