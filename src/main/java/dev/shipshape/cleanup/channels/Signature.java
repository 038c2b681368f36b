package dev.shipshape.cleanup.channels;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a webhook's body: {@code t=<seconds>,v1=<hex>} with the HMAC-SHA256 of
 * {@code <seconds>.<body>}, so that a receiver knows whom it comes from and can refuse
 * what is old.
 */
final class Signature {

    /** The header that carries it. */
    static final String HEADER = "X-Shipshape-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {
    }

    static String of(String secret, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] digest = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(digest);
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
        }
    }

}
