package dev.shipshape.localaws.engine.containers.daemon;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where a Docker-compatible engine may listen on this machine: where the settings or
 * {@code DOCKER_HOST} say, or else in the usual places of Docker, rootless Docker, Podman
 * and Docker Desktop. An engine on another machine is not taken: its ports would not be
 * on this machine's loopback.
 *
 * @param addresses the addresses to try, in this order
 * @param refusal why none may be tried, or null
 */
public record Sockets(List<URI> addresses, @Nullable String refusal) {

    /**
     * The places to look in.
     * @param setting {@code shipshape.localaws.socket}, or null
     * @param environment the environment's variables
     * @param home the home directory
     */
    public static Sockets of(@Nullable String setting, Map<String, String> environment, Path home) {
        String said = (setting != null && !setting.isBlank()) ? setting : environment.get("DOCKER_HOST");
        if (said != null && !said.isBlank()) {
            return explicit(said.strip());
        }
        List<URI> found = new ArrayList<>();
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            found.add(URI.create("npipe:////./pipe/docker_engine"));
            return new Sockets(List.copyOf(found), null);
        }
        List<Path> places = new ArrayList<>();
        places.add(Path.of("/var/run/docker.sock"));
        String runtime = environment.get("XDG_RUNTIME_DIR");
        if (runtime != null && !runtime.isBlank()) {
            places.add(Path.of(runtime, "docker.sock"));
            places.add(Path.of(runtime, "podman", "podman.sock"));
        }
        places.add(Path.of("/run/podman/podman.sock"));
        places.add(home.resolve(".docker/run/docker.sock"));
        places.stream().filter(Files::exists).map((place) -> URI.create("unix://" + place)).forEach(found::add);
        return new Sockets(List.copyOf(found), null);
    }

    private static Sockets explicit(String said) {
        URI address;
        try {
            address = URI.create(said.startsWith("/") ? "unix://" + said : said);
        }
        catch (IllegalArgumentException ex) {
            return new Sockets(List.of(), "the address " + said + " cannot be read");
        }
        String scheme = String.valueOf(address.getScheme());
        if (scheme.equals("unix") || scheme.equals("npipe")) {
            return new Sockets(List.of(address), null);
        }
        String host = String.valueOf(address.getHost());
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        if (scheme.equals("tcp") && loopback) {
            return new Sockets(List.of(address), null);
        }
        return new Sockets(List.of(), "the address " + said
                + " is not on this machine, and only a socket or a TCP port of this machine is used");
    }

}
