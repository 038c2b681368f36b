package dev.shipshape.localaws.oci.content;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A content digest, {@code sha256:<64 hex>} or {@code sha512:<128 hex>}: the name of a
 * blob or a manifest.
 *
 * @param algorithm how it was computed
 * @param hex the digits, lower-case
 */
public record Digest(Algorithm algorithm, String hex) implements Comparable<Digest> {

    private static final int BUFFER = 64 * 1024;

    /**
     * The algorithms that the image specification registers ("Descriptor", section
     * Registered Algorithms) and asks every implementation to know.
     */
    public enum Algorithm {

        /** What everybody uses; "canonical" in the specification's words. */
        SHA256("sha256", "SHA-256", 64),
        /** For those who want more bits. */
        SHA512("sha512", "SHA-512", 128);

        private final String prefix;

        private final String javaName;

        private final Pattern hex;

        Algorithm(String prefix, String javaName, int digits) {
            this.prefix = prefix;
            this.javaName = javaName;
            this.hex = Pattern.compile("[a-f0-9]{" + digits + "}");
        }

        /** Its name in a digest, such as {@code sha256}. */
        public String prefix() {
            return this.prefix;
        }

        /** What takes in bytes to compute such a digest. */
        public MessageDigest start() {
            try {
                return MessageDigest.getInstance(this.javaName);
            }
            catch (NoSuchAlgorithmException ex) {
                throw new IllegalStateException("every Java has " + this.javaName, ex);
            }
        }

        /** The digest of what was taken in, which begins anew. */
        public Digest finish(MessageDigest running) {
            return new Digest(this, HexFormat.of().formatHex(running.digest()));
        }

    }

    /** Checks the digits. A state file of the time before SHA-512 names no algorithm. */
    public Digest {
        algorithm = Objects.requireNonNullElse(algorithm, Algorithm.SHA256);
        if (!algorithm.hex.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a " + algorithm + " in lower-case hexadecimal: " + hex);
        }
    }

    /**
     * The digest that this text writes, or nothing if it is none or of an algorithm that
     * is not known here.
     */
    public static Optional<Digest> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String hex = text.substring(colon + 1);
        return Stream.of(Algorithm.values())
            .filter((algorithm) -> algorithm.prefix.equals(text.substring(0, colon)))
            .filter((algorithm) -> algorithm.hex.matcher(hex).matches())
            .map((algorithm) -> new Digest(algorithm, hex))
            .findFirst();
    }

    /** The canonical digest of these bytes. */
    public static Digest of(byte[] content) {
        return of(content, Algorithm.SHA256);
    }

    /** The digest of these bytes by this algorithm. */
    public static Digest of(byte[] content, Algorithm algorithm) {
        MessageDigest running = algorithm.start();
        running.update(content);
        return algorithm.finish(running);
    }

    /** Lets a running digest take in all of a stream. */
    public static void read(InputStream content, MessageDigest running) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            running.update(buffer, 0, count);
        }
    }

    @Override
    public int compareTo(Digest other) {
        return Comparator.comparing(Digest::algorithm).thenComparing(Digest::hex).compare(this, other);
    }

    @Override
    public String toString() {
        return this.algorithm.prefix + ":" + this.hex;
    }

}
