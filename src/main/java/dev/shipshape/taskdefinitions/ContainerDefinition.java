package dev.shipshape.taskdefinitions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.logs.LogLines;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;

/**
 * One container of a task.
 *
 * @param name its name in the task
 * @param image the image as it is written there, with tag or digest
 * @param essential whether the task stops when this container does
 * @param cpu CPU units reserved of the task's; null for none
 * @param memory the limit in MiB; null for the task's
 * @param ports what it listens on
 * @param environment names and values, which may be secrets: they never go into a log
 * @param secrets the names of variables whose values come from elsewhere
 * @param entryPoint replaces the image's; empty for the image's own
 * @param command replaces the image's; empty for the image's own
 * @param dependsOn what it waits for
 * @param logs where its log lines go in CloudWatch Logs; null if they go elsewhere or
 * nowhere
 */
public record ContainerDefinition(String name, String image, boolean essential, @Nullable Integer cpu,
        @Nullable Integer memory, List<Port> ports, Map<String, String> environment, List<String> secrets,
        List<String> entryPoint, List<String> command, List<Dependency> dependsOn, @Nullable Logs logs) {

    static ContainerDefinition of(software.amazon.awssdk.services.ecs.model.ContainerDefinition told) {
        Map<String, String> environment = new LinkedHashMap<>();
        told.environment().forEach((pair) -> environment.put(pair.name(), (pair.value() != null) ? pair.value() : ""));
        return new ContainerDefinition(told.name(), (told.image() != null) ? told.image() : "",
                !Boolean.FALSE.equals(told.essential()), told.cpu(), told.memory(),
                told.portMappings().stream().map(Port::of).toList(), environment,
                told.secrets().stream().map(Secret::name).toList(), told.entryPoint(), told.command(),
                told.dependsOn()
                    .stream()
                    .map((other) -> new Dependency(other.containerName(), other.conditionAsString()))
                    .toList(),
                Logs.of(told.logConfiguration()));
    }

    /**
     * A port that a container listens on.
     *
     * @param container the port in the container; null where a range is mapped
     * @param host the port on the instance; null where it is the same or chosen by ECS
     * @param range such as {@code 8000-8010}; null for a single port
     * @param protocol {@code tcp} or {@code udp}
     * @param name what Service Connect calls it; null for none
     */
    public record Port(@Nullable Integer container, @Nullable Integer host, @Nullable String range, String protocol,
            @Nullable String name) {

        private static Port of(PortMapping told) {
            String protocol = told.protocolAsString();
            return new Port(told.containerPort(), told.hostPort(), told.containerPortRange(),
                    (protocol != null) ? protocol : "tcp", told.name());
        }

        /** As a person writes it: {@code 80/tcp}. */
        public String label() {
            return ((this.range != null) ? this.range : String.valueOf(this.container)) + "/" + this.protocol;
        }

    }

    /**
     * Another container that this one waits for.
     *
     * @param container the other's name
     * @param condition {@code START}, {@code COMPLETE}, {@code SUCCESS} or
     * {@code HEALTHY}
     */
    public record Dependency(String container, String condition) {
    }

    /**
     * Where log lines go in CloudWatch Logs.
     *
     * @param group the log group
     * @param region the group's region
     * @param prefix what streams begin with: {@code prefix/container/task-id}; null where
     * none is set, which Fargate does not allow
     * @param creates whether a group that is not there is made
     */
    public record Logs(String group, @Nullable String region, @Nullable String prefix, boolean creates) {

        private static @Nullable Logs of(@Nullable LogConfiguration told) {
            if (told == null || told.logDriver() != LogDriver.AWSLOGS) {
                return null;
            }
            Map<String, String> options = told.options();
            String group = options.get("awslogs-group");
            return (group != null) ? new Logs(group, options.get("awslogs-region"),
                    options.get("awslogs-stream-prefix"), "true".equals(options.get("awslogs-create-group"))) : null;
        }

        /**
         * The connection in the region where its group lies.
         * @param connection where the task runs
         */
        public Connection in(Connection connection) {
            return (this.region != null) ? connection.in(this.region) : connection;
        }

        /**
         * The stream of one task.
         * @param container the container's name
         * @param task the task's id
         * @return the stream's name; null where ECS names it by the container's own id
         */
        public @Nullable String stream(String container, String task) {
            return (this.prefix != null) ? LogLines.stream(this.prefix, container, task) : null;
        }

    }

}
