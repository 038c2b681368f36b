package dev.shipshape.localaws.oci.content;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A refusal in the words of the OCI Distribution specification: an HTTP status and one of
 * its error codes.
 */
public final class OciError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private final String code;

    private final @Nullable String detail;

    private OciError(int status, String code, String message, @Nullable String detail) {
        super(message);
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** A refusal without detail. */
    public static OciError of(int status, String code, String message) {
        return new OciError(status, code, message, null);
    }

    /** A refusal that says what exactly it is about. */
    public static OciError of(int status, String code, String message, Object detail) {
        return new OciError(status, code, message, detail.toString());
    }

    /** There is no such blob in the repository. */
    public static OciError blobUnknown(Digest digest) {
        return of(404, "BLOB_UNKNOWN", "blob unknown to registry", digest);
    }

    /** The digest is none, of an unknown algorithm, or not that of the content. */
    public static OciError digestInvalid(String given) {
        return of(400, "DIGEST_INVALID", "the digest must be sha256 or sha512 and fit the content", given);
    }

    static OciError manifestInvalid(String message) {
        return of(400, "MANIFEST_INVALID", message);
    }

    public static OciError uploadUnknown(String id) {
        return of(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry", id);
    }

    /** The disk is full, or does not do what it should. */
    public static OciError notStored(IOException cause) {
        String reason = (cause instanceof FileSystemException file && file.getReason() != null) ? file.getReason()
                : cause.getMessage();
        return of(500, "UNKNOWN", "the registry could not store the content", "" + reason);
    }

    /** The HTTP status. */
    public int status() {
        return this.status;
    }

    /** The specification's error code, for example {@code NAME_UNKNOWN}. */
    public String code() {
        return this.code;
    }

    /** The body that the specification asks for. */
    public Map<String, Object> body() {
        return Map.of("errors",
                new Object[] { (this.detail != null)
                        ? Map.of("code", this.code, "message", getMessage() + "", "detail", this.detail)
                        : Map.of("code", this.code, "message", getMessage() + "") });
    }

}
