package dev.shipshape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A loopback proxy in front of an AWS endpoint that does to calls what networks and AWS
 * do: it drops the reply, answers 500, throttles, refuses. Faults are given per operation
 * and wear out; all other calls pass.
 */
public final class FaultyEndpoint implements AutoCloseable {

    private static final Pattern READS = Pattern.compile("^(Describe|List|Get|BatchGet|BatchCheck)");

    private static final String ANY = "*";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Supplier<URI> target;

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final HttpClient client = HttpClient.newHttpClient();

    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();

    private final Map<String, Fault> standing = new ConcurrentHashMap<>();

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    private final List<String> changes = new CopyOnWriteArrayList<>();

    private FaultyEndpoint(Supplier<URI> target) {
        this.target = target;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.server.setExecutor(this.threads);
        this.server.createContext("/", this::handle);
        this.server.start();
    }

    /** A proxy in front of this endpoint, which may move. */
    public static FaultyEndpoint before(Supplier<URI> target) {
        return new FaultyEndpoint(target);
    }

    /** Where it answers. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
    }

    /** The next calls of an operation meet these faults, one each. */
    public void next(String operation, Fault... faults) {
        this.faults.computeIfAbsent(operation, (key) -> new ArrayDeque<>()).addAll(List.of(faults));
    }

    /** Every call of an operation meets this fault from now on. */
    public void always(String operation, Fault fault) {
        this.standing.put(operation, fault);
    }

    /**
     * Every call of any operation that meets no other fault meets this one from now on.
     */
    public void always(Fault fault) {
        this.standing.put(ANY, fault);
    }

    /** An operation meets no standing fault any more. */
    public void mend(String operation) {
        this.standing.remove(operation);
    }

    /** The calls that change something, attempts of the SDK one by one, in order. */
    public List<String> changes() {
        return List.copyOf(this.changes);
    }

    /** How often an operation was called, attempts of the SDK counted one by one. */
    public int calls(String operation) {
        return this.calls.getOrDefault(operation, 0);
    }

    /** The calls that changed something until now are forgotten. */
    public void forgetChanges() {
        this.changes.clear();
    }

    /** No fault waits or stands, no call is counted. */
    public void reset() {
        this.faults.clear();
        this.standing.clear();
        this.calls.clear();
        this.changes.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String operation = operation(exchange, body);
        this.calls.merge(operation, 1, Integer::sum);
        if (!READS.matcher(operation).find()) {
            this.changes.add(isDiscovery(exchange) ? "discovery:" + operation : operation);
        }
        Deque<Fault> waiting = this.faults.get(operation);
        Fault next = (waiting != null) ? waiting.poll() : null;
        Fault fault = (next != null) ? next : this.standing.getOrDefault(operation, this.standing.get(ANY));
        try {
            if (fault == null) {
                answer(exchange, forward(exchange, body));
            }
            else {
                fault.on(new Call(exchange, new String(body, StandardCharsets.UTF_8), () -> forward(exchange, body)));
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        if (exchange.getResponseCode() == -1) {
            throw new IOException("the line is cut, at which the server closes the connection");
        }
        exchange.close();
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(this.target.get().resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        for (String header : List.of("content-type", "x-amzn-requestid", "x-amz-request-id")) {
            answer.headers().firstValue(header).ifPresent((value) -> exchange.getResponseHeaders().set(header, value));
        }
        exchange.sendResponseHeaders(answer.statusCode(), (answer.body().length == 0) ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    /** Its operations are named as some of ECS are. */
    private static boolean isDiscovery(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        return header != null && header.startsWith("Route53AutoNaming");
    }

    private static String operation(HttpExchange exchange, byte[] body) {
        String header = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (header != null) {
            return header.substring(header.lastIndexOf('.') + 1);
        }
        String form = new String(body, StandardCharsets.UTF_8);
        return form.replaceFirst("(?s).*\\bAction=([A-Za-z]+).*", "$1");
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    /** What is done to one call. */
    @FunctionalInterface
    public interface Fault {

        /** AWS does it, but the reply never comes. */
        Fault REPLY_LOST = (call) -> call.forward().send();

        /** AWS does it and then answers 500. */
        Fault DONE_BUT_500 = (call) -> {
            call.forward().send();
            call.answer(500, "{\"__type\":\"ServerException\",\"message\":\"The service is unavailable.\"}");
        };

        /** AWS does nothing, because it was asked too often. */
        Fault THROTTLED = (call) -> call.answer(400,
                "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");

        /** AWS does nothing and the line is cut. */
        Fault LINE_CUT = (call) -> {
        };

        void on(Call call) throws IOException, InterruptedException;

        /** AWS does nothing and refuses with this code. */
        static Fault refused(String code, String words) {
            return (call) -> call.answer(400, "{\"__type\":\"" + code + "\",\"message\":\"" + words + "\"}");
        }

        /**
         * The same from any service, in its own protocol; the words may name the
         * operation as %s.
         */
        static Fault refusedByAny(String code, String words) {
            return (call) -> {
                String said = words
                    .formatted(FaultyEndpoint.operation(call.exchange(), call.body().getBytes(StandardCharsets.UTF_8)));
                if (call.exchange().getRequestHeaders().containsKey("X-Amz-Target")) {
                    refused(code, said).on(call);
                }
                else {
                    call.answer(403, "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>"
                            + said + "</Message></Error><RequestId>faulty</RequestId></ErrorResponse>");
                }
            };
        }

        /** Nobody answers until the caller gives up. */
        static Fault silent(java.util.concurrent.CountDownLatch until) {
            return (call) -> until.await();
        }

        /** AWS answers so with HTTP 200, and does nothing. */
        static Fault answering(String json) {
            return (call) -> call.answer(200, json);
        }

        /** A fault of the calls alone whose body contains this; the others pass. */
        default Fault where(String part) {
            return (call) -> {
                if (call.body().contains(part)) {
                    on(call);
                }
                else {
                    call.pass();
                }
            };
        }

        /** A call that passes, while something is looked at. */
        static Fault meanwhile(Runnable look) {
            return (call) -> {
                look.run();
                call.pass();
            };
        }

    }

    /** A call that meets a fault. */
    public record Call(HttpExchange exchange, String body, Forwarding forward) {

        /** Lets the call through. */
        public void pass() throws IOException, InterruptedException {
            FaultyEndpoint.answer(this.exchange, this.forward.send());
        }

        public void answer(int status, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            this.exchange.getResponseHeaders().set("x-amzn-requestid", "faulty-" + status);
            this.exchange.getResponseHeaders().set("content-type", "application/x-amz-json-1.1");
            this.exchange.sendResponseHeaders(status, body.length);
            this.exchange.getResponseBody().write(body);
        }

    }

    /** Passes the call on. */
    @FunctionalInterface
    public interface Forwarding {

        HttpResponse<byte[]> send() throws IOException, InterruptedException;

    }

}
