package dev.shipshape.aws.engine;

import java.util.List;

import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox says of its engine ({@code GET /_localaws/engine}).
 *
 * @param configured what the settings ask for, {@code simulated} or {@code containers}
 * @param inUse what tasks are made of
 * @param reason why the two differ; empty if they do not
 * @param looked the sockets that were tried
 * @param endpoint what all that is made carries as a label
 * @param socket where the container engine listens
 * @param daemon the container engine
 * @param containers what of this sandbox is there
 * @param problem why the container engine does not answer; empty if it does
 */
public record SandboxEngine(String configured, String inUse, String reason, List<String> looked,
        @Nullable String endpoint, @Nullable String socket, @Nullable Daemon daemon,
        @Nullable List<Container> containers, @Nullable String problem) {

    /** How it is, in a word. */
    public Status status() {
        if (isSilent()) {
            return Status.failed("Not answering");
        }
        if (fellBack()) {
            return Status.waiting("Simulated instead of containers");
        }
        return runsContainers() ? Status.running("Containers") : Status.stopped("Simulated");
    }

    /** Whether tasks are real containers. */
    public boolean runsContainers() {
        return this.inUse.equals("containers");
    }

    /** Whether containers were asked for and could not be had. */
    public boolean fellBack() {
        return !this.inUse.equals(this.configured);
    }

    /** Whether the container engine does not answer at the moment. */
    public boolean isSilent() {
        return this.problem != null && !this.problem.isEmpty();
    }

    /** The containers of tasks, without those that only hold a task's network. */
    public List<Container> ofTasks() {
        return (this.containers == null) ? List.of()
                : this.containers.stream().filter((container) -> !container.container().startsWith("~")).toList();
    }

    /**
     * Where the ports of a container are on this machine: its own, or those of the
     * container that holds its task's network.
     */
    public String portsOf(Container container) {
        List<String> ports = container.ports();
        if (ports.isEmpty() && this.containers != null) {
            ports = this.containers.stream()
                .filter((other) -> other.container().startsWith("~") && other.task().equals(container.task()))
                .flatMap((other) -> other.ports().stream())
                .toList();
        }
        return ports.isEmpty() ? "–" : String.join(", ", ports);
    }

    /**
     * The container engine.
     *
     * @param name such as {@code Podman Engine}
     * @param version its version
     * @param operatingSystem what it runs on
     * @param architecture the processor
     * @param rootless whether it lacks the rights of root
     * @param securityOptions what confines containers
     * @param cpus how many processors there are
     * @param memory how many bytes of memory there are
     * @param images how many images it holds
     * @param limitsMemory whether it can limit memory
     * @param limitsCpu whether it can limit the use of processors
     */
    public record Daemon(String name, String version, String operatingSystem, String architecture, boolean rootless,
            List<String> securityOptions, int cpus, long memory, int images, boolean limitsMemory, boolean limitsCpu) {

        /** What confines containers, without the engine's own way of writing it. */
        public String confinement() {
            return this.securityOptions.isEmpty() ? "nothing but what every container has"
                    : String.join(", ",
                            this.securityOptions.stream()
                                .map((option) -> option.replaceFirst("^name=", "").replaceFirst(",profile=.*$", ""))
                                .toList());
        }

    }

    /**
     * A container.
     *
     * @param id its id at the engine
     * @param task the ARN of its task
     * @param container its name in the task definition
     * @param image its image
     * @param state such as {@code running}
     * @param ports where its ports are on this machine
     */
    public record Container(String id, String task, String container, String image, String state, List<String> ports) {

        /** Its image without what every image of the sandbox's registry begins with. */
        public String imageShort() {
            String name = this.image.replaceFirst("^shipshape\\.local/[0-9a-f]+/", "");
            return name.matches(".*:[0-9a-f]{32}") ? name.substring(0, name.length() - 20) : name;
        }

        /** Its state as it is shown. */
        public Status status() {
            return this.state.equals("running") ? Status.running("Running") : Status.stopped("Ended");
        }

        /** The task's page in the console. */
        public String page() {
            String[] parts = this.task.substring(this.task.indexOf(":task/") + 6).split("/", -1);
            return "/sandbox/clusters/" + parts[0] + "/tasks/" + parts[parts.length - 1];
        }

        /** The beginning of the task's id. */
        public String taskShort() {
            String id = this.task.substring(this.task.lastIndexOf('/') + 1);
            return id.substring(0, Math.min(8, id.length()));
        }

    }

}
