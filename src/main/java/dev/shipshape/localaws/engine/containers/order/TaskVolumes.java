package dev.shipshape.localaws.engine.containers.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Scope;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * The volumes that the containers of a task share: volumes of the engine, never paths of
 * this machine. They go with the task, but those of scope {@code shared} stay until the
 * next reset.
 */
public final class TaskVolumes {

    private static final Logger logger = LoggerFactory.getLogger(TaskVolumes.class);

    private final Daemon daemon;

    private final Labels labels;

    private final TaskOrder order;

    /** The volumes of this task. */
    public TaskVolumes(Daemon daemon, Labels labels, TaskOrder order) {
        this.daemon = daemon;
        this.labels = labels;
        this.order = order;
    }

    /** Makes them. */
    public void make() {
        for (Volume volume : this.order.definition().volumes()) {
            Map<String, String> labels = isShared(volume) ? this.labels.shared()
                    : this.labels.of(this.order.arn(), null);
            this.daemon.client().createVolumeCmd().withName(name(volume)).withLabels(labels).exec();
        }
    }

    List<Bind> binds(ContainerDefinition container) {
        Map<String, Volume> byName = this.order.definition()
            .volumes()
            .stream()
            .collect(Collectors.toMap(Volume::name, (volume) -> volume, (first, second) -> first));
        List<Bind> binds = new ArrayList<>();
        container.mountPoints().forEach((point) -> {
            Volume volume = byName.get(point.sourceVolume());
            if (volume != null) {
                binds.add(new Bind(name(volume), new com.github.dockerjava.api.model.Volume(point.containerPath()),
                        Boolean.TRUE.equals(point.readOnly()) ? AccessMode.ro : AccessMode.rw));
            }
        });
        return binds;
    }

    private static boolean isShared(Volume volume) {
        return volume.dockerVolumeConfiguration() != null && volume.dockerVolumeConfiguration().scope() == Scope.SHARED;
    }

    private String name(Volume volume) {
        return isShared(volume) ? "shipshape-" + this.labels.endpoint() + "-shared-" + volume.name()
                : this.labels.name(this.order.arn(), "volume-" + volume.name());
    }

    /** Removes what goes with the task. */
    public void remove() {
        this.order.definition().volumes().stream().filter((volume) -> !isShared(volume)).forEach(this::remove);
    }

    private void remove(Volume volume) {
        try {
            this.daemon.client().removeVolumeCmd(name(volume)).exec();
        }
        catch (NotFoundException | ConflictException ex) {
            logger.debug("The volume {} is gone, or still held by a container", volume.name(), ex);
        }
    }

}
