package dev.shipshape.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.shipshape.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The connections that there are: the sandbox, unless it is switched off, and those of
 * the settings.
 */
@Component
public class Connections {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** First parts of addresses that are pages of their own. */
    private static final Set<String> RESERVED = new TreeSet<>(Set.of("calendar", "cleanup", "connections", "costs",
            "activity", "help", "labs", "learn", "search", "settings", "account", "theme", "login", "logout", "error",
            "actuator", "webjars", "css", "js", "api", Connection.SANDBOX));

    private final Environment environment;

    private final List<Connection> configured;

    Connections(Environment environment, ConnectionProperties properties) {
        this.environment = environment;
        this.configured = properties.connections()
            .entrySet()
            .stream()
            .map((entry) -> connection(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(Connection::name))
            .toList();
    }

    private static Connection connection(String name, ConnectionProperties.Settings settings) {
        if (RESERVED.contains(name) || !NAME.matcher(name).matches()) {
            throw new WrongConnection("The connection name “" + name + "” cannot be used.",
                    "Rename shipshape.connections." + name
                            + ": take up to 40 of a-z, 0-9 and -, and none of the console's own addresses ("
                            + String.join(", ", RESERVED) + ").");
        }
        URI endpoint = settings.endpoint();
        if (endpoint != null
                && (endpoint.getHost() == null || !String.valueOf(endpoint.getScheme()).matches("https?"))) {
            throw new WrongConnection("The endpoint of the connection “" + name + "” is no web address: " + endpoint,
                    "Write shipshape.connections." + name + ".endpoint with http:// or https:// and a host.");
        }
        if (settings.region().isBlank()) {
            throw new WrongConnection("The connection “" + name + "” has no region.",
                    "Set shipshape.connections." + name + ".region to a region's id, such as eu-west-2.");
        }
        return new Connection(name, settings.region(), settings.profile(), settings.roleArn(), settings.endpoint(),
                false);
    }

    /** All connections, the sandbox first. */
    public List<Connection> all() {
        List<Connection> all = new ArrayList<>();
        sandbox().ifPresent(all::add);
        all.addAll(this.configured);
        return all;
    }

    /**
     * The connection of this name.
     * @param name as it stands in an address
     * @return the connection
     * @throws NotFound if there is none
     */
    public Connection named(String name) {
        return find(name).orElseThrow(() -> new NotFound("connection", name));
    }

    /** The connection of this name, if there is one. */
    public Optional<Connection> find(String name) {
        return all().stream().filter((connection) -> connection.name().equals(name)).findFirst();
    }

    /**
     * The connection that a page's frame leads into: the one named, else the first.
     * @param name the connection of the page or of the session; null where neither is
     * known
     */
    public Optional<Connection> shown(@Nullable String name) {
        List<Connection> all = all();
        return all.stream()
            .filter((connection) -> connection.name().equals(name))
            .findFirst()
            .or(() -> all.stream().findFirst());
    }

    /**
     * Whether the sandbox is the only place to work in, so that nothing can cost money.
     */
    public boolean onlySandbox() {
        return this.configured.isEmpty();
    }

    /** The embedded endpoint tells its address in a property once it listens. */
    private Optional<Connection> sandbox() {
        String url = this.environment.getProperty("shipshape.localaws.url");
        return Optional.ofNullable(url)
            .map((address) -> new Connection(Connection.SANDBOX, "us-east-1", null, null, URI.create(address), true));
    }

}
