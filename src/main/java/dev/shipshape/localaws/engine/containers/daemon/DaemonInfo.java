package dev.shipshape.localaws.engine.containers.daemon;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import org.jspecify.annotations.Nullable;

/**
 * What the container engine says of itself and of the machine.
 *
 * @param name such as {@code Docker Engine} or {@code Podman Engine}
 * @param version its version
 * @param operatingSystem what it runs on
 * @param architecture the processor, as images name it: {@code amd64} or {@code arm64}
 * @param rootless whether it runs without the rights of root
 * @param securityOptions what it confines containers with
 * @param cpus how many processors it has
 * @param memory how many bytes of memory it has
 * @param images how many images it holds
 * @param limits which limits it can set
 */
public record DaemonInfo(String name, String version, String operatingSystem, String architecture, boolean rootless,
        List<String> securityOptions, int cpus, long memory, int images, Limits limits) {

    /** The processors for which there is a holder of a task's network. */
    static final Set<String> ARCHITECTURES = Set.of("amd64", "arm64");

    /**
     * Which limits the engine can set on a container: without them a container gets none.
     *
     * @param memory a most of memory
     * @param swap a most of swap
     * @param cpuShares a share of the processors
     * @param cpuQuota a most of the processors
     */
    public record Limits(boolean memory, boolean swap, boolean cpuShares, boolean cpuQuota) {
    }

    static DaemonInfo ask(DockerClient client) {
        Info info = client.infoCmd().exec();
        Version version = client.versionCmd().exec();
        Object said = info.getRawValues().get("SecurityOptions");
        List<String> security = (said instanceof List<?> options) ? options.stream().map(String::valueOf).toList()
                : List.of();
        boolean rootless = Boolean.TRUE.equals(info.getRawValues().get("Rootless"))
                || security.stream().anyMatch((option) -> option.contains("rootless"));
        return new DaemonInfo(name(version), text(version.getVersion()),
                text(info.getOperatingSystem()) + ", Linux " + text(info.getKernelVersion()),
                architecture(text(info.getArchitecture())), rootless, security, number(info.getNCPU()),
                (info.getMemTotal() != null) ? info.getMemTotal() : 0, number(info.getImages()),
                new Limits(Boolean.TRUE.equals(info.getMemoryLimit()), Boolean.TRUE.equals(info.getSwapLimit()),
                        Boolean.TRUE.equals(info.getCpuShares()), Boolean.TRUE.equals(info.getCpuCfsQuota())));
    }

    private static String name(Version version) {
        if (version.getComponents() != null) {
            for (VersionComponent component : version.getComponents()) {
                if ("Podman Engine".equals(component.getName())) {
                    return "Podman Engine";
                }
            }
        }
        String platform = (version.getPlatform() != null) ? version.getPlatform().getName() : null;
        return (platform == null || platform.isBlank()) ? "Docker Engine" : platform;
    }

    private static String architecture(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> said;
        };
    }

    private static String text(@Nullable String said) {
        return (said != null) ? said : "";
    }

    private static int number(@Nullable Integer said) {
        return (said != null) ? said : 0;
    }

}
