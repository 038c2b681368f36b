package dev.shipshape.localaws.server;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests whose body comes too slowly (408) or is broken (400): a client that sends
 * a byte now and then must not hold a thread for ever.
 */
final class BodyGuard implements Filter {

    /** The request attribute with what keeps the server from waiting for the rest. */
    static final String ABANDON = "localaws.abandon";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Guarded guarded = new Guarded((HttpServletRequest) request);
        try {
            chain.doFilter(guarded, response);
        }
        catch (IOException | RuntimeException ex) {
            GuardedInput.Failure failure = guarded.failure();
            if (failure == null) {
                throw ex;
            }
            end(guarded, (HttpServletResponse) response, failure);
        }
    }

    private static void end(Guarded request, HttpServletResponse response, GuardedInput.Failure failure)
            throws IOException {
        if (request.getAttribute(ABANDON) instanceof Runnable abandon) {
            abandon.run();
        }
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        response.setStatus(failure.status());
        response.setHeader("Connection", "close");
        response.setContentType("application/x-amz-json-1.1");
        response.setHeader("x-amzn-ErrorType", failure.type());
        response.getWriter().print("{\"__type\":\"" + failure.type() + "\",\"message\":\"" + failure.words() + "\"}");
    }

    /** A request whose body is watched. */
    private static final class Guarded extends HttpServletRequestWrapper {

        private @Nullable GuardedInput input;

        Guarded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (this.input == null) {
                this.input = new GuardedInput(super.getInputStream());
            }
            return this.input;
        }

        GuardedInput.@Nullable Failure failure() {
            return (this.input != null) ? this.input.failure() : null;
        }

    }

}
