package dev.shipshape.localaws;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallCounts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * What tests and demonstrations need besides AWS's APIs: {@code POST /_localaws/reset}
 * and {@code GET /_localaws/requests}. A request with an {@code Origin} comes from a web
 * page and is refused.
 */
final class ControlServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final transient CallCounts counts;

    private final transient Runnable reset;

    ControlServlet(CallCounts counts, Runnable reset) {
        this.counts = counts;
        this.reset = reset;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getHeader("Origin") != null) {
            response.setStatus(403);
            response.setContentType("text/plain");
            response.getWriter().print("Web pages may not steer the sandbox.\n");
            return;
        }
        super.service(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"/requests".equals(request.getPathInfo())) {
            response.setStatus(404);
            return;
        }
        Map<String, Long> operations = this.counts.byOperation();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("since", this.counts.since().toString());
        body.put("total", operations.values().stream().mapToLong(Long::longValue).sum());
        body.put("operations", operations);
        response.setContentType("application/json");
        response.getWriter().print(JSON.writeValueAsString(body));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        if (!"/reset".equals(request.getPathInfo())) {
            response.setStatus(404);
            return;
        }
        this.reset.run();
        response.setStatus(204);
    }

}
