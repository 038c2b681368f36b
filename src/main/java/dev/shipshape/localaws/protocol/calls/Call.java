package dev.shipshape.localaws.protocol.calls;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.JsonCodec;
import dev.shipshape.localaws.protocol.QueryReader;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A request, read as far as it goes without knowing its operation.
 *
 * @param json whether it is one of the JSON protocols
 * @param service for JSON the prefix of the target, for the query protocols the version
 * @param operation the operation's name
 * @param authorization the header, if there is one
 * @param fields the form's fields, and those of the query string
 * @param body the body of a JSON call
 */
record Call(boolean json, String service, String operation, @Nullable String authorization,
        NavigableMap<String, String> fields, String body) {

    private static final Pattern JSON = Pattern.compile("application/(x-amz-json-1\\.[01]|json)(\\s*;.*)?");

    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * Reads a request.
     * @throws AwsError for one that is no call of AWS's
     */
    static Call of(HttpServletRequest request, String body) {
        String target = request.getHeader("X-Amz-Target");
        String contentType = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new AwsError("SerializationException", 415,
                    "The sandbox reads no request that is encoded otherwise.");
        }
        NavigableMap<String, String> query = QueryReader.fields(String.valueOf(request.getQueryString()));
        if (target != null) {
            if (request.getContentType() != null && !JSON.matcher(contentType).matches()) {
                throw new AwsError("UnknownOperationException",
                        "A call with X-Amz-Target must be of content type application/x-amz-json-1.1.");
            }
            int dot = target.lastIndexOf('.');
            return new Call(true, target.substring(0, Math.max(dot, 0)), target.substring(dot + 1),
                    request.getHeader("Authorization"), query, body);
        }
        NavigableMap<String, String> fields = new TreeMap<>(query);
        if (contentType.startsWith(FORM)) {
            fields.putAll(QueryReader.fields(body));
        }
        else if (!body.isEmpty()) {
            throw new AwsError("UnknownOperationException",
                    "A call needs the header X-Amz-Target, or has to be a form with the field Action.");
        }
        String action = fields.getOrDefault("Action", "");
        if (action.isEmpty()) {
            throw new AwsError("MissingAction", "The request is missing an action or a required parameter.");
        }
        return new Call(false, fields.getOrDefault("Version", ""), action, request.getHeader("Authorization"), fields,
                "");
    }

    /** The signature, or null if there is none. */
    @Nullable Credential credential() {
        return Credential.of(this.authorization, this.fields);
    }

    /** Reads the input of the operation. */
    void input(SdkPojo builder, boolean ec2) {
        if (this.json) {
            JsonCodec.read(this.body, builder);
        }
        else {
            QueryReader.read(this.fields, builder, ec2);
        }
    }

}
