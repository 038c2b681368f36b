package dev.shipshape.localaws.server;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a Host that is neither loopback's nor listed: a web page whose name was
 * re-pointed to 127.0.0.1 (DNS rebinding) would otherwise count as the same origin.
 */
final class HostCheck implements Filter {

    private static final Pattern LOOPBACK = Pattern
        .compile("localhost|.+\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]"
                // ECR's own names, for those who point one here; AWS gives none to a web
                // page.
                + "|\\d{12}\\.dkr[.-]ecr\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?");

    private final Set<String> hosts;

    HostCheck(Set<String> hosts) {
        this.hosts = hosts.stream()
            .map((host) -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (isAllowed(((HttpServletRequest) request).getHeader("Host"))) {
            chain.doFilter(request, answer);
            return;
        }
        HttpServletResponse response = (HttpServletResponse) answer;
        response.setStatus(403);
        response.setContentType("application/x-amz-json-1.1");
        response.setHeader("x-amzn-ErrorType", "AccessDeniedException");
        response.getWriter()
            .print("{\"__type\":\"AccessDeniedException\",\"message\":\"This host name is not allowed here; "
                    + "list it in shipshape.hosts.\"}");
    }

    private boolean isAllowed(@Nullable String header) {
        if (header == null) {
            return false;
        }
        String host = header.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(host).matches() || this.hosts.contains(host);
    }

}
