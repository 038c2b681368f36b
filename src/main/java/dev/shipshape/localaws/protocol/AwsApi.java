package dev.shipshape.localaws.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The AWS APIs on one address ({@code POST /}): finds the service and the operation of a
 * call, runs it inside one transaction and answers in the protocol of the call.
 */
public final class AwsApi extends HttpServlet {

    /** Larger bodies get 413: the largest real one is a 10 MiB layer part as Base64. */
    public static final int MAX_BODY = 32 * 1024 * 1024;

    private static final long serialVersionUID = 1L;

    private static final Logger logger = LoggerFactory.getLogger(AwsApi.class);

    private final transient List<Endpoint> endpoints = new ArrayList<>();

    private final transient Clock clock;

    private final transient CallCounts counts;

    private final transient UnaryOperator<Supplier<SdkPojo>> around;

    /**
     * An endpoint for these services.
     * @param around what surrounds each call: the transaction that takes back what a
     * refused call wrote
     */
    public AwsApi(List<AwsService> services, Clock clock, CallCounts counts, UnaryOperator<Supplier<SdkPojo>> around) {
        services.forEach((service) -> this.endpoints.add(new Endpoint(service, new HashMap<>(service.operations()))));
        this.clock = clock;
        this.counts = counts;
        this.around = around;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(response, UUID.randomUUID().toString());
        Wire wire = wireOf(request);
        try {
            answer(request, exchange);
        }
        catch (AwsError ex) {
            exchange.fail((exchange.wire != null) ? exchange.wire : wire, ex);
        }
        catch (RuntimeException ex) {
            logger.error("A call to {} failed inside the endpoint", exchange.name, ex);
            exchange.fail((exchange.wire != null) ? exchange.wire : wire,
                    new AwsError("ServerException", 500, "The sandbox failed inside; its log says how."));
        }
    }

    /** What an error looks like before the service of the call is known. */
    private static Wire wireOf(HttpServletRequest request) {
        String contentType = request.getContentType();
        return (contentType != null && contentType.startsWith("application/x-www-form-urlencoded"))
                ? Wire.query("unknown", "unknown") : Wire.json("unknown", "unknown");
    }

    private void answer(HttpServletRequest request, Exchange exchange) throws IOException {
        Credential credential = Credential.of(request.getHeader("Authorization"));
        String body = body(request);
        String target = request.getHeader("X-Amz-Target");
        if (target != null) {
            int dot = target.indexOf('.');
            Endpoint endpoint = find(target.substring(0, Math.max(dot, 0)), "");
            String operation = target.substring(dot + 1);
            run(exchange, endpoint, operation, credential, (builder) -> {
                JsonCodec.read(body, builder);
                return builder;
            });
        }
        else {
            NavigableMap<String, String> fields = QueryReader.fields(body);
            String operation = fields.getOrDefault("Action", "");
            Endpoint endpoint = find(fields.getOrDefault("Version", ""), credential.service());
            boolean ec2 = endpoint.service.wire().protocol() == Wire.Protocol.EC2_QUERY;
            run(exchange, endpoint, operation, credential, (builder) -> {
                QueryReader.read(fields, builder, ec2);
                return builder;
            });
        }
    }

    private void run(Exchange exchange, Endpoint endpoint, String name, Credential credential,
            UnaryOperator<SdkPojo> read) throws IOException {
        Wire wire = endpoint.service.wire();
        exchange.wire = wire;
        exchange.name = wire.signingName() + ":" + name;
        Operation<?, ?> operation = endpoint.operations.get(name);
        if (operation == null) {
            throw new AwsError("UnknownOperationException",
                    "The sandbox does not have the operation " + name + " of " + wire.signingName() + ".");
        }
        this.counts.count(exchange.name);
        SdkPojo input = read.apply(operation.newInput());
        CallContext context = new CallContext(CallContext.ACCOUNT, credential.region(), this.clock.instant(),
                exchange.requestId);
        SdkPojo output = this.around.apply(() -> operation.answer(endpoint.service, context, input)).get();
        exchange.succeed(wire, name, output);
    }

    /** The service with this target, and for the query protocols this signing name. */
    private Endpoint find(String target, String signingName) {
        return this.endpoints.stream()
            .filter((endpoint) -> endpoint.service.wire().target().equals(target))
            .filter((endpoint) -> signingName.isEmpty() || endpoint.service.wire().signingName().equals(signingName))
            .findFirst()
            .orElseThrow(() -> new AwsError("UnknownOperationException",
                    "The sandbox does not have the service of this call (" + target + ")."));
    }

    private static String body(HttpServletRequest request) throws IOException {
        AwsError tooLarge = new AwsError("RequestEntityTooLargeException", 413,
                "The body is larger than " + MAX_BODY + " bytes.");
        if (request.getContentLengthLong() > MAX_BODY) {
            throw tooLarge;
        }
        byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw tooLarge;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private record Endpoint(AwsService service, Map<String, Operation<?, ?>> operations) {
    }

    /** The answer of one call. */
    private static final class Exchange {

        private final HttpServletResponse response;

        private final String requestId;

        private @Nullable Wire wire;

        private String name = "an unknown operation";

        Exchange(HttpServletResponse response, String requestId) {
            this.response = response;
            this.requestId = requestId;
        }

        void succeed(Wire wire, String operation, SdkPojo output) throws IOException {
            boolean json = wire.protocol() == Wire.Protocol.AWS_JSON;
            send(200, wire, json ? JsonCodec.write(output) : XmlWriter.answer(wire, operation, output, this.requestId));
        }

        void fail(Wire wire, AwsError error) throws IOException {
            if (wire.protocol() == Wire.Protocol.AWS_JSON) {
                this.response.setHeader("x-amzn-ErrorType", error.type());
                send(error.status(), wire, JsonCodec.writeError(error));
            }
            else {
                send(error.status(), wire, XmlWriter.error(wire, error, this.requestId));
            }
        }

        private void send(int status, Wire wire, String body) throws IOException {
            this.response.setStatus(status);
            this.response.setHeader("x-amzn-RequestId", this.requestId);
            this.response.setContentType(
                    (wire.protocol() == Wire.Protocol.AWS_JSON) ? "application/x-amz-json-1.1" : "text/xml");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            this.response.setContentLength(bytes.length);
            this.response.getOutputStream().write(bytes);
        }

    }

}
