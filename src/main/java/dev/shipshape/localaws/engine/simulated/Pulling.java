package dev.shipshape.localaws.engine.simulated;

import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.engine.AwsLogs;
import dev.shipshape.localaws.engine.ImageName;
import dev.shipshape.localaws.engine.Surroundings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What happens before a container can start: its image is pulled and its log group found.
 * An image of the sandbox's own registry has to be there; any other counts as pulled. The
 * words of the failures are ECS's.
 */
final class Pulling {

    /** Servers that end with 0 when asked to; others die of the signal. */
    private static final List<String> GRACEFUL = List.of("nginx", "httpd", "postgres", "redis", "mysql", "mariadb");

    private final Surroundings surroundings;

    Pulling(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Result pull(Task task, ContainerDefinition container) {
        String region = task.taskArn().split(":", -1)[3];
        Optional<ImageName> ours = ImageName.inOurRegistry(container.image());
        String digest = ours
            .map((name) -> this.surroundings.images().digest(name.region(region), name.repository(), name.reference()))
            .orElseGet(() -> Optional.of(Surroundings.digest(container.image())))
            .orElse(null);
        if (digest == null) {
            return new Result(null, "CannotPullContainerError: pull image manifest has been retried 1 time(s): "
                    + "failed to resolve ref " + container.image() + ": " + container.image() + ": not found");
        }
        return new Result(digest,
                AwsLogs.of(task, container).flatMap((logs) -> logs.prepare(this.surroundings.logs())).orElse(null));
    }

    /** What a container exits with after SIGTERM. */
    static int exitOnTerm(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1).replaceFirst("[:@].*", "");
        return GRACEFUL.stream().anyMatch(name::startsWith) ? 0 : 143;
    }

    /** The digest of what was pulled, and why the container cannot start, if so. */
    record Result(@Nullable String digest, @Nullable String error) {
    }

}
