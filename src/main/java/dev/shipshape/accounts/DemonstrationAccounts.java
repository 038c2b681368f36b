package dev.shipshape.accounts;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.shipshape.aws.Connections;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The accounts {@code admin}, {@code operator} and {@code viewer}, whose password is
 * their name. They exist only where nothing can be harmed: the sandbox is the only
 * connection, its containers are simulated, the server is bound to loopback, and the
 * request did not come through a proxy.
 */
@Component
class DemonstrationAccounts {

    static final List<String> NAMES = List.of("operator", "viewer", "admin");

    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
            "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final boolean harmless;

    DemonstrationAccounts(Connections connections, @Value("${server.address:}") @Nullable InetAddress address,
            @Value("${shipshape.localaws.enabled}") boolean sandbox,
            @Value("${shipshape.localaws.engine}") String engine,
            @Value("${server.forward-headers-strategy:none}") String forwarding) {
        // who sets a strategy has a proxy, and takes its headers away before they are
        // seen here
        boolean direct = forwarding.equalsIgnoreCase("none");
        this.harmless = sandbox && connections.onlySandbox() && engine.equals("simulated") && direct && address != null
                && address.isLoopbackAddress();
    }

    /** Whether they exist for any request at all. */
    boolean mayExist() {
        return this.harmless;
    }

    /** The accounts that exist for this request. */
    List<Demonstration> offered(HttpServletRequest request) {
        if (!this.harmless || FORWARDED.stream().anyMatch((header) -> request.getHeader(header) != null)) {
            return List.of();
        }
        return NAMES.stream().map((name) -> new Demonstration(name, role(name).may())).toList();
    }

    /** The account of this name, if it exists for the present request. */
    Optional<UserDetails> find(String name) {
        HttpServletRequest request = (RequestContextHolder
            .getRequestAttributes() instanceof ServletRequestAttributes attributes) ? attributes.getRequest() : null;
        if (request == null || offered(request).stream().noneMatch((account) -> account.name().equals(name))) {
            return Optional.empty();
        }
        return Optional
            .of(User.withUsername(name).password("{noop}" + name).authorities(role(name).authority()).build());
    }

    private static Role role(String name) {
        return Role.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /**
     * An account as the sign-in page offers it.
     *
     * @param name its name and password
     * @param may what it may do, in a few words
     */
    public record Demonstration(String name, String may) {
    }

}
