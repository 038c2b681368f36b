package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.shipshape.localaws.oci.content.OciError;
import org.jspecify.annotations.Nullable;

/**
 * The registry's passwords. As ECR's they are for the user AWS and end after 12 hours;
 * each carries its end and its region, signed, so that none has to be kept.
 */
public final class Tokens {

    /**
     * How long a token is valid (Amazon ECR user guide, "Private registry
     * authentication").
     */
    public static final Duration VALIDITY = Duration.ofHours(12);

    private static final int SECRET = 32;

    private static final String USER = "AWS";

    private static final String BASIC = "Basic ";

    private final byte[] secret;

    private final Clock clock;

    private Tokens(byte[] secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * Tokens signed with the secret of this file, which is made if it is not there: so
     * that a login outlives a restart.
     */
    public static Tokens open(Path file, Clock clock) {
        try {
            if (Files.notExists(file)) {
                byte[] secret = new byte[SECRET];
                new SecureRandom().nextBytes(secret);
                Path written = Files.createTempFile(file.getParent(), "token", ".new"); // readable
                                                                                        // by
                                                                                        // us
                                                                                        // alone
                Files.write(written, secret);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Tokens(Files.readAllBytes(file), clock);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * A token, encoded as GetAuthorizationToken gives it.
     *
     * @param authorization base64 of {@code AWS:<password>}
     * @param expiresAt when it ends
     */
    public record Token(String authorization, Instant expiresAt) {

    }

    /** A new token for this region's registry, valid from now on. */
    public Token issue(String region) {
        Instant end = Instant.ofEpochSecond(this.clock.instant().plus(VALIDITY).getEpochSecond());
        String signed = end.getEpochSecond() + "." + region;
        String password = signed + "." + signature(signed);
        return new Token(Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8)),
                end);
    }

    /**
     * Lets the bearer of a valid token pass.
     * @param authorization the request's Authorization header
     * @return the region that the token was asked for in
     * @throws OciError 401 without a token or with a wrong one, 403 with one that has
     * ended: as ECR answers
     */
    String check(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw OciError.of(401, "UNAUTHORIZED", "authentication required");
        }
        String[] parts = decode(authorization.substring(BASIC.length()).strip()).split("[:.]", 4);
        if (parts.length != 4 || !parts[0].equals(USER) || !parts[1].matches("\\d{1,12}")
                || !same(parts[3], signature(parts[1] + "." + parts[2]))) {
            throw OciError.of(401, "UNAUTHORIZED",
                    "the user must be AWS and the password one that GetAuthorizationToken gave");
        }
        if (!Instant.ofEpochSecond(Long.parseLong(parts[1])).isAfter(this.clock.instant())) {
            throw OciError.of(403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");
        }
        return parts[2];
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        }
        catch (IllegalArgumentException ex) {
            return ""; // not base64, so no password of ours
        }
    }

    static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** Signs a text of this endpoint's own, which no other text may look like. */
    String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(this.secret, "HmacSHA256"));
            return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        }
        catch (GeneralSecurityException ex) {
            throw new IllegalStateException("every Java has HmacSHA256", ex);
        }
    }

}
