package dev.shipshape.localaws.ec2.instances;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A new private key as CreateKeyPair hands it out: RSA of 2048 bits in PKCS #1, ED25519
 * in OpenSSH's own format (PROTOCOL.key).
 *
 * @param type {@code rsa} or {@code ed25519}
 * @param fingerprint as EC2 shows it: SHA-1 of an RSA private key in PKCS #8, SHA-256 of
 * an ED25519 public key
 * @param text the file's content
 */
record PrivateKeyFile(String type, String fingerprint, String text) {

    /**
     * Both parts of an ED25519 key are as long, and stand at the end of their encoding.
     */
    private static final int ED25519_BYTES = 32;

    /** Where PKCS #8 has a PKCS #1 key of 2048 bits: behind the version and algorithm. */
    private static final int PKCS1_OFFSET = 26;

    private static final String ED25519 = "ssh-ed25519";

    /** An RSA key; takes from a tenth of a second to seconds. */
    static PrivateKeyFile rsa() {
        byte[] pkcs8 = generate("RSA", 2048).getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS1_OFFSET, pkcs8.length);
        return new PrivateKeyFile("rsa", fingerprint("SHA-1", pkcs8), pem("RSA PRIVATE KEY", 64, pkcs1));
    }

    /** An ED25519 key. */
    static PrivateKeyFile ed25519() {
        KeyPair pair = generate("Ed25519", 255);
        byte[] secret = last(pair.getPrivate().getEncoded());
        byte[] open = last(pair.getPublic().getEncoded());
        byte[] blob = joined(ED25519.getBytes(StandardCharsets.US_ASCII), open);
        return new PrivateKeyFile("ed25519", fingerprint(blob),
                pem("OPENSSH PRIVATE KEY", 70, openssh(blob, open, secret)));
    }

    private static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has " + algorithm, ex);
        }
    }

    private static byte[] last(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    }

    /** Without a passphrase: the two check numbers only have to be the same. */
    private static byte[] openssh(byte[] blob, byte[] open, byte[] secret) {
        byte[] check = Arrays.copyOf(digest("SHA-256", blob), 4);
        byte[] both = Arrays.copyOf(secret, 2 * ED25519_BYTES);
        System.arraycopy(open, 0, both, ED25519_BYTES, ED25519_BYTES);
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(check);
        inner.writeBytes(check);
        inner.writeBytes(blob);
        inner.writeBytes(joined(both, new byte[0]));
        for (int padding = 1; inner.size() % 8 != 0; padding++) {
            inner.write(padding);
        }
        byte[] none = "none".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(joined(none, none, new byte[0]));
        file.writeBytes(new byte[] { 0, 0, 0, 1 });
        file.writeBytes(joined(blob, inner.toByteArray()));
        return file.toByteArray();
    }

    /** Each with its length in four bytes before it. */
    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            for (byte[] part : parts) {
                data.writeInt(part.length);
                data.write(part);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

    private static String pem(String what, int width, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(width, new byte[] { '\n' }).encodeToString(bytes) + "\n-----END " + what
                + "-----";
    }

    /** The fingerprint of an ED25519 public key in OpenSSH's encoding. */
    static String fingerprint(byte[] blob) {
        return Base64.getEncoder().encodeToString(digest("SHA-256", blob));
    }

    /** A fingerprint with colons. */
    static String fingerprint(String algorithm, byte[] bytes) {
        return HexFormat.ofDelimiter(":").formatHex(digest(algorithm, bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has " + algorithm, ex);
        }
    }

}
