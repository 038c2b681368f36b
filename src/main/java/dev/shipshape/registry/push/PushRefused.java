package dev.shipshape.registry.push;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A push that did not succeed. The message is the registry's own where it gave one (OCI
 * Distribution 1.1, "Error Codes").
 */
public final class PushRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private final String code;

    private PushRefused(int status, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    static PushRefused by(HttpResponse<String> response) {
        JsonNode error = firstError(response.body());
        String otherwise = "The registry answered with status " + response.statusCode();
        return new PushRefused(response.statusCode(), error.path("code").asString("UNKNOWN"),
                error.path("message").asString(otherwise), null);
    }

    static PushRefused unreachable(URI registry, IOException cause) {
        return new PushRefused(0, "UNREACHABLE", "The registry at " + registry.getAuthority() + " did not answer",
                cause);
    }

    static PushRefused interrupted(InterruptedException cause) {
        return new PushRefused(0, "INTERRUPTED", "The push was interrupted", cause);
    }

    private static JsonNode firstError(String body) {
        try {
            return JsonMapper.shared().readTree(body).path("errors").path(0);
        }
        catch (JacksonException ex) {
            return JsonMapper.shared().missingNode(); // no body, or not JSON
        }
    }

    /** The HTTP status, or 0 if there was no answer. */
    public int status() {
        return this.status;
    }

    /** The registry's code, for example {@code NAME_UNKNOWN} or {@code TAG_INVALID}. */
    public String code() {
        return this.code;
    }

}
