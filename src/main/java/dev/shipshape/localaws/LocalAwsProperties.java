package dev.shipshape.localaws;

import dev.shipshape.localaws.engine.Pace;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the sandbox's endpoint.
 *
 * @param enabled whether there is a sandbox
 * @param port the port to listen on; 0 takes a free one
 * @param address the address to listen on
 * @param pace how fast tasks live
 * @param engine what tasks are made of
 * @param socket where the container engine listens, such as
 * {@code unix:///run/podman/podman.sock}; without it {@code DOCKER_HOST} counts and then
 * the usual places
 */
@ConfigurationProperties("shipshape.localaws")
public record LocalAwsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("4566") int port,
        @DefaultValue("127.0.0.1") String address, @DefaultValue("realistic") Pace pace,
        @DefaultValue("simulated") Engine engine, @Nullable String socket) {

    /** What stands behind a task. */
    public enum Engine {

        /** Nothing but its states: no image is run. */
        SIMULATED,

        /** Containers at a Docker-compatible engine of this machine. */
        CONTAINERS

    }

}
