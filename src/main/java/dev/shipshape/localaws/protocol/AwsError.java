package dev.shipshape.localaws.protocol;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal as AWS words it: the exception's type, the HTTP status and the message.
 * Rendered in the protocol of the call. Takes back what the call wrote.
 */
public final class AwsError extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String type;

    private final int status;

    private final transient Map<String, Object> members = new LinkedHashMap<>();

    /** A refusal with HTTP status 400, as most are. */
    public AwsError(String type, String message) {
        this(type, 400, message);
    }

    public AwsError(String type, int status, String message) {
        super(message, null, false, false);
        this.type = type;
        this.status = status;
    }

    /** Adds a further member that AWS's model gives this exception (JSON only). */
    public AwsError with(String member, Object value) {
        this.members.put(member, value);
        return this;
    }

    /** The exception's name, such as {@code ClusterNotFoundException}. */
    public String type() {
        return this.type;
    }

    public int status() {
        return this.status;
    }

    /** The message, never null. */
    public String message() {
        String message = getMessage();
        return (message != null) ? message : this.type;
    }

    Map<String, Object> members() {
        return this.members;
    }

}
