package dev.shipshape.localaws.oci.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SHA-256 content digest, {@code sha256:<64 hex>}: the name of a blob or a manifest.
 * ECR knows no other algorithm, so neither does this registry.
 *
 * @param hex the 64 lower-case hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {

    private static final String PREFIX = "sha256:";

    private static final Pattern HEX = Pattern.compile("[a-f0-9]{64}");

    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + hex);
        }
    }

    /** The digest that this text writes, or nothing if it is none of ours. */
    public static Optional<Digest> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String hex = text.substring(PREFIX.length());
        return HEX.matcher(hex).matches() ? Optional.of(new Digest(hex)) : Optional.empty();
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] content) {
        return finish(start(content));
    }

    static MessageDigest start(byte... first) {
        try {
            MessageDigest running = MessageDigest.getInstance("SHA-256");
            running.update(first);
            return running;
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has SHA-256", ex);
        }
    }

    static Digest finish(MessageDigest running) {
        return new Digest(HexFormat.of().formatHex(running.digest()));
    }

    @Override
    public int compareTo(Digest other) {
        return this.hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return PREFIX + this.hex;
    }

}
