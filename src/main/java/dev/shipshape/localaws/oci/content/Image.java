package dev.shipshape.localaws.oci.content;

import java.time.Instant;

/**
 * A manifest in a repository, byte for byte as it was pushed.
 *
 * @param repository the repository's name
 * @param digest the digest of the content
 * @param mediaType the manifest's media type
 * @param content the manifest's bytes
 * @param pushedAt when it was pushed first
 */
@SuppressWarnings("ArrayRecordComponent") // compared by digest, never by component
public record Image(String repository, Digest digest, String mediaType, byte[] content, Instant pushedAt) {

    /** What the content says. */
    public Manifest manifest() {
        return Manifest.read(this.content, this.mediaType);
    }

    /** The same image, as another region has it from then on. */
    Image receivedAt(Instant time) {
        return new Image(this.repository, this.digest, this.mediaType, this.content, time);
    }

    static String key(String repository, Digest digest) {
        return repository + "@" + digest;
    }

    String key() {
        return key(this.repository, this.digest);
    }

}
