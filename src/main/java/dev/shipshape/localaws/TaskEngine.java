package dev.shipshape.localaws;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import dev.shipshape.localaws.engine.ImageSource;
import dev.shipshape.localaws.engine.Lives;
import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.engine.containers.RealLives;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.DaemonInfo;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.daemon.Sockets;
import dev.shipshape.localaws.engine.containers.daemon.Trouble;
import dev.shipshape.localaws.engine.simulated.SimulatedLives;
import dev.shipshape.localaws.store.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tasks are made of here: what the settings ask for, or, where that cannot be had,
 * the simulated engine and the reason why.
 */
final class TaskEngine {

    private static final Logger logger = LoggerFactory.getLogger(TaskEngine.class);

    private final LocalAwsProperties.Engine configured;

    private final Lives lives;

    private final @Nullable Daemon daemon;

    private final @Nullable String reason;

    private final String endpoint;

    private final List<String> looked;

    private TaskEngine(LocalAwsProperties.Engine configured, Lives lives, @Nullable Daemon daemon,
            @Nullable String reason, List<String> looked, String endpoint) {
        this.configured = configured;
        this.lives = lives;
        this.daemon = daemon;
        this.reason = reason;
        this.looked = looked;
        this.endpoint = endpoint;
    }

    /** The engine for these settings, with its state in this directory. */
    static TaskEngine open(LocalAwsProperties properties, Store store, Clock clock, Surroundings surroundings,
            ImageSource images, Path directory) {
        Lives simulated = new SimulatedLives(properties.pace(), surroundings);
        if (properties.engine() == LocalAwsProperties.Engine.SIMULATED) {
            return new TaskEngine(properties.engine(), simulated, null, null, List.of(), "");
        }
        Sockets sockets = Sockets.of(properties.socket(), System.getenv(),
                Path.of(System.getProperty("user.home", ".")));
        List<String> looked = sockets.addresses().stream().map(String::valueOf).toList();
        Daemon.Search search = Daemon.find(sockets);
        Daemon daemon = search.daemon();
        if (daemon == null) {
            logger.warn("Tasks are simulated, although shipshape.localaws.engine asks for containers: {}",
                    search.reason());
            return new TaskEngine(properties.engine(), simulated, null, search.reason(), looked, "");
        }
        DaemonInfo info = daemon.info();
        logger.warn(
                "Tasks run as containers on this machine, at {} {} ({}{}): whoever may run tasks runs programs here",
                info.name(), info.version(), daemon.address(), info.rootless() ? ", rootless" : "");
        Labels labels = Labels.in(directory);
        Lives real = new RealLives(store, clock, surroundings, daemon, labels, images, directory.resolve("secrets"));
        return new TaskEngine(properties.engine(), real, daemon, null, looked, labels.endpoint());
    }

    Lives lives() {
        return this.lives;
    }

    /** What {@code GET /_localaws/engine} answers. */
    Map<String, Object> describe() {
        Map<String, Object> engine = new LinkedHashMap<>();
        engine.put("configured", word(this.configured));
        engine.put("inUse", (this.daemon != null) ? "containers" : "simulated");
        engine.put("reason", (this.reason != null) ? this.reason : "");
        engine.put("looked", this.looked);
        if (this.daemon != null && this.lives instanceof RealLives real) {
            engine.put("endpoint", this.endpoint);
            engine.put("socket", this.daemon.address().toString());
            try {
                engine.put("daemon", daemon(this.daemon.infoNow()));
                engine.put("containers", real.containers().stream().map(TaskEngine::container).toList());
                engine.put("problem", "");
            }
            catch (RuntimeException ex) {
                engine.put("daemon", daemon(this.daemon.info()));
                engine.put("containers", List.of());
                engine.put("problem", Trouble.words(ex));
            }
        }
        return engine;
    }

    private static String word(LocalAwsProperties.Engine engine) {
        return (engine == LocalAwsProperties.Engine.CONTAINERS) ? "containers" : "simulated";
    }

    private static Map<String, Object> daemon(DaemonInfo info) {
        Map<String, Object> daemon = new LinkedHashMap<>();
        daemon.put("name", info.name());
        daemon.put("version", info.version());
        daemon.put("operatingSystem", info.operatingSystem());
        daemon.put("architecture", info.architecture());
        daemon.put("rootless", info.rootless());
        daemon.put("securityOptions", info.securityOptions());
        daemon.put("cpus", info.cpus());
        daemon.put("memory", info.memory());
        daemon.put("images", info.images());
        daemon.put("limitsMemory", info.limits().memory());
        daemon.put("limitsCpu", info.limits().cpuQuota());
        return daemon;
    }

    private static Map<String, Object> container(Container container) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", container.getId());
        shown.put("task", container.getLabels().getOrDefault(Labels.TASK, ""));
        shown.put("container", container.getLabels().getOrDefault(Labels.CONTAINER, ""));
        shown.put("image", container.getImage());
        shown.put("state", container.getState());
        ContainerPort[] ports = container.getPorts();
        shown.put("ports",
                (ports == null) ? List.of()
                        : Arrays.stream(ports)
                            .filter((port) -> port.getPublicPort() != null)
                            .map((port) -> port.getIp() + ":" + port.getPublicPort() + " → " + port.getPrivatePort())
                            .toList());
        return shown;
    }

}
