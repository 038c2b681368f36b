package dev.shipshape.localaws.protocol.calls;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Mishap;
import dev.shipshape.localaws.protocol.Mishaps;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

    /** The request attribute with what closes the connection without an answer. */
    public static final String HANG_UP = "localaws.hang-up";

    private static final long serialVersionUID = 1L;

    private static final Logger logger = LoggerFactory.getLogger(AwsApi.class);

    private final transient List<Endpoint> endpoints = new ArrayList<>();

    private final transient Clock clock;

    private final transient CallCounts counts;

    private final transient Mishaps mishaps;

    private final transient UnaryOperator<Supplier<SdkPojo>> around;

    private final transient Body bodies = new Body();

    /**
     * An endpoint for these services.
     * @param mishaps what goes wrong with calls
     * @param around what surrounds each call: the transaction that takes back what a
     * refused call wrote
     */
    public AwsApi(List<AwsService> services, Clock clock, CallCounts counts, Mishaps mishaps,
            UnaryOperator<Supplier<SdkPojo>> around) {
        this.mishaps = mishaps;
        services.forEach((service) -> this.endpoints.add(new Endpoint(service, new HashMap<>(service.operations()))));
        this.clock = clock;
        this.counts = counts;
        this.around = around;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = new Answer(request, response);
        try {
            checkAddress(request, response);
            this.bodies.read(request, (body) -> {
                if (!answer(Call.of(request, body), answer)
                        && request.getAttribute(HANG_UP) instanceof Runnable hangUp) {
                    hangUp.run();
                }
            });
        }
        catch (Unsigned ex) {
            answer.fail(ex.in(answer.wire().protocol()));
        }
        catch (AwsError ex) {
            answer.fail(ex);
        }
        catch (RuntimeException ex) {
            logger.error("A call to {} failed inside the endpoint", answer.name(), ex);
            answer.fail(new AwsError("ServerException", 500, "The sandbox failed inside; its log says how."));
        }
    }

    /** A GET is a call only with a query: a presigned one. */
    private static void checkAddress(HttpServletRequest request, HttpServletResponse response) {
        if (!request.getRequestURI().equals("/")) {
            throw new AwsError("UnknownOperationException", 404, "The sandbox has nothing at this address.");
        }
        String method = request.getMethod();
        if (!method.equals("POST") && !(method.equals("GET") && request.getQueryString() != null)) {
            response.setHeader("Allow", "POST");
            throw new AwsError("MethodNotAllowedException", 405, "A call of AWS's APIs is a POST.");
        }
    }

    /** Answers a call; false if the answer is to be lost. */
    private boolean answer(Call call, Answer answer) throws IOException {
        Endpoint endpoint = find(call);
        Wire wire = endpoint.service.wire();
        answer.of(wire);
        Operation<?, ?> operation = endpoint.operations.get(call.operation());
        Credential credential = call.credential();
        if (credential == null && operation != null && operation.isUnsigned()) {
            credential = Credential.ofNobody(wire.signingName());
        }
        if (credential == null) {
            throw Unsigned.missing();
        }
        credential.requireService(wire.signingName());
        if (operation == null) {
            throw wire.unknown(call.operation());
        }
        String name = answer.of(wire, call.operation());
        this.counts.count(name);
        Mishap mishap = this.mishaps.next(wire, name);
        mishap.before();
        SdkPojo input = operation.newInput();
        call.input(input, wire.protocol() == Wire.Protocol.EC2_QUERY);
        CallContext context = new CallContext(CallContext.ACCOUNT, credential.region(), this.clock.instant(),
                answer.requestId(), credential.accessKey());
        SdkPojo output = this.around.apply(operation.ready(endpoint.service, context, input, mishap)).get();
        if (mishap.losesAnswer()) {
            return false;
        }
        answer.succeed(call.operation(), output);
        return true;
    }

    /** The service with this target, or for the query protocols with this version. */
    private Endpoint find(Call call) {
        return this.endpoints.stream()
            .filter((endpoint) -> endpoint.service.wire().target().equals(call.service()))
            .filter((endpoint) -> endpoint.service.wire().protocol() == Wire.Protocol.AWS_JSON == call.json())
            .findFirst()
            .orElseThrow(() -> (call.json() ? Wire.json("", call.service()) : Wire.query("", call.service()))
                .unknown(call.operation()));
    }

    private record Endpoint(AwsService service, Map<String, Operation<?, ?>> operations) {
    }

}
