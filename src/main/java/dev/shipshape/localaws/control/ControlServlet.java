package dev.shipshape.localaws.control;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.shipshape.localaws.faults.Faults;
import dev.shipshape.localaws.protocol.calls.CallCounts;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers {@code /_localaws/*} to whoever is on this machine and no web page: a page
 * sends an {@code Origin}, or says by {@code Sec-Fetch-Site} that it asks, and what a
 * proxy hands on comes from elsewhere.
 */
public final class ControlServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int MAX_BODY = 64 * 1024;

    private final transient Map<String, Control> controls;

    /**
     * Controls of one endpoint.
     * @param operations what faults may name
     * @param engine what tasks are made of
     */
    public ControlServlet(CallCounts counts, Runnable reset, Faults faults, Set<String> operations, MovableClock clock,
            Supplier<Map<String, Object>> engine) {
        this.controls = Map.of("requests", new Requests(counts), "reset", new Reset(reset), "faults",
                new FaultControl(faults, operations), "clock", new ClockControl(clock), "engine", new Engine(engine));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            checkCaller(request);
            String path = String.valueOf(request.getPathInfo()).replaceFirst("^/", "");
            int slash = path.indexOf('/');
            Control control = this.controls.get((slash >= 0) ? path.substring(0, slash) : path);
            if (control == null) {
                throw new BadControl(404, "There is requests, reset, faults, clock and engine here.");
            }
            answer(request, response, control, (slash >= 0) ? path.substring(slash + 1) : "");
        }
        catch (BadControl ex) {
            send(response, ex.status(), Map.of("error", ex.message()));
        }
    }

    private static void checkCaller(HttpServletRequest request) throws IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        if (request.getHeader("Origin") != null || (site != null && !site.equals("none"))) {
            throw new BadControl(403, "Web pages may not steer the sandbox.");
        }
        boolean handedOn = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        if (handedOn || !InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            throw new BadControl(403, "The sandbox is steered from its own machine only.");
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Control control, String which)
            throws IOException {
        String method = request.getMethod();
        if (!which.isEmpty() && !method.equals("DELETE")) {
            throw new BadControl(404, "There is nothing below this address.");
        }
        switch (method) {
            case "GET" -> send(response, 200, control.get());
            case "POST" -> send(response, 200, control.post(body(request)));
            case "DELETE" -> {
                control.delete(which);
                send(response, 204, null);
            }
            default -> throw new BadControl(405, "This address does not answer " + method + ".");
        }
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new BadControl(413, "The body is larger than " + MAX_BODY + " bytes.");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            JsonNode body = JSON.readTree(text.isBlank() ? "{}" : text);
            if (!body.isObject()) {
                throw BadControl.of("The body must be a JSON object.");
            }
            return body;
        }
        catch (JacksonException ex) {
            throw BadControl.of("The body is not valid JSON.");
        }
    }

    private static void send(HttpServletResponse response, int status, @Nullable Object body) throws IOException {
        response.setStatus((body != null) ? status : 204);
        if (body != null) {
            byte[] bytes = JSON.writeValueAsBytes(body);
            response.setContentType("application/json");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /** The calls since the start or the last reset. */
    private record Requests(CallCounts counts) implements Control {

        @Override
        public Object get() {
            Map<String, Long> operations = this.counts.byOperation();
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("since", this.counts.since().toString());
            shown.put("total", operations.values().stream().mapToLong(Long::longValue).sum());
            shown.put("operations", operations);
            return shown;
        }

    }

    /** What tasks are made of, and what that can reach. */
    private record Engine(Supplier<Map<String, Object>> engine) implements Control {

        @Override
        public Object get() {
            return this.engine.get();
        }

    }

    /** Forgets everything. */
    private record Reset(Runnable reset) implements Control {

        @Override
        public @Nullable Object post(JsonNode body) {
            this.reset.run();
            return null;
        }

    }

}
