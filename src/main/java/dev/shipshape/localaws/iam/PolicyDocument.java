package dev.shipshape.localaws.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A policy as IAM gives it back. */
final class PolicyDocument {

    private PolicyDocument() {
    }

    /**
     * URL-encoded as RFC 3986 has it (IAM API reference, "GetRole"): a space is
     * {@code %20}, as clients take {@code +} for itself.
     */
    static String encoded(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8).replace("+", "%20");
    }

}
