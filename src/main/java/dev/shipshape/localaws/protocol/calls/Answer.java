package dev.shipshape.localaws.protocol.calls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.JsonCodec;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.protocol.XmlWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import software.amazon.awssdk.core.SdkPojo;

/** The answer of one call, in the protocol of the call as far as it is known. */
final class Answer {

    private static final String JSON_1_0 = "application/x-amz-json-1.0";

    private final HttpServletResponse response;

    private final String requestId = UUID.randomUUID().toString();

    private final boolean json10;

    private Wire wire;

    private String name = "an unknown operation";

    /** An answer that looks as the request does, until the service is known. */
    Answer(HttpServletRequest request, HttpServletResponse response) {
        this.response = response;
        String contentType = String.valueOf(request.getContentType());
        this.json10 = contentType.startsWith(JSON_1_0);
        boolean form = contentType.startsWith("application/x-www-form-urlencoded")
                && request.getHeader("X-Amz-Target") == null;
        boolean query = form || (request.getMethod().equals("GET") && request.getQueryString() != null);
        this.wire = query ? Wire.query("unknown", "unknown") : Wire.json("unknown", "unknown");
    }

    /** Says of which service the call is. */
    void of(Wire service) {
        this.wire = service;
    }

    /** Says which operation it is; gives its whole name, such as {@code ecs:RunTask}. */
    String of(Wire service, String operation) {
        this.wire = service;
        this.name = service.signingName() + ":" + operation;
        return this.name;
    }

    Wire wire() {
        return this.wire;
    }

    String name() {
        return this.name;
    }

    String requestId() {
        return this.requestId;
    }

    void succeed(String operation, SdkPojo output) throws IOException {
        boolean json = this.wire.protocol() == Wire.Protocol.AWS_JSON;
        send(200, json ? JsonCodec.write(output) : XmlWriter.answer(this.wire, operation, output, this.requestId));
    }

    void fail(AwsError error) throws IOException {
        if (this.wire.protocol() == Wire.Protocol.AWS_JSON) {
            this.response.setHeader("x-amzn-ErrorType", error.type());
            send(error.status(), JsonCodec.writeError(error));
        }
        else {
            send(error.status(), XmlWriter.error(this.wire, error, this.requestId));
        }
    }

    private void send(int status, String body) throws IOException {
        this.response.setStatus(status);
        this.response.setHeader("x-amzn-RequestId", this.requestId);
        String json = this.json10 ? JSON_1_0 : "application/x-amz-json-1.1";
        this.response.setContentType((this.wire.protocol() == Wire.Protocol.AWS_JSON) ? json : "text/xml");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        this.response.setContentLength(bytes.length);
        this.response.getOutputStream().write(bytes);
    }

}
