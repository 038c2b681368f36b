package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.ecs.model.VolumeFrom;

/** What ECS checks of the volumes of a task definition, and of who mounts them. */
final class VolumeRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final List<Volume> volumes;

    private final boolean fargate;

    VolumeRules(List<Volume> volumes, boolean fargate) {
        this.volumes = volumes;
        this.fargate = fargate;
    }

    void check(List<ContainerDefinition> containers) {
        Set<String> names = new HashSet<>();
        for (Volume volume : this.volumes) {
            check(volume);
            if (!names.add(volume.name())) {
                throw EcsErrors.client("Duplicate volume name '" + volume.name() + "'.");
            }
        }
        for (ContainerDefinition container : containers) {
            for (MountPoint mount : container.mountPoints()) {
                checkMount(mount, names);
            }
            for (VolumeFrom from : container.volumesFrom()) {
                boolean known = containers.stream().anyMatch((other) -> other.name().equals(from.sourceContainer()));
                if (!known) {
                    throw EcsErrors.client("Unknown source container '" + from.sourceContainer() + "'.");
                }
            }
        }
    }

    private static void checkMount(MountPoint mount, Set<String> names) {
        if (mount.sourceVolume() != null && !names.contains(mount.sourceVolume())) {
            throw EcsErrors.client("Unknown volume '" + mount.sourceVolume() + "'.");
        }
        if (mount.containerPath() == null || mount.containerPath().isEmpty()) {
            throw EcsErrors.client("MountPoint.containerPath should not be null or empty.");
        }
    }

    private void check(Volume volume) {
        required(volume.name(), "Volume.name");
        if (!NAME.matcher(volume.name()).matches()) {
            throw EcsErrors.client("Volume.name contains invalid characters.");
        }
        long kinds = Stream
            .of(volume.host(), volume.dockerVolumeConfiguration(), volume.efsVolumeConfiguration(),
                    volume.fsxWindowsFileServerVolumeConfiguration())
            .filter(Objects::nonNull)
            .count();
        if (kinds > 1 || (kinds == 1 && Boolean.TRUE.equals(volume.configuredAtLaunch()))) {
            throw EcsErrors.client("Only one volume type can be specified for the volume '" + volume.name() + "'.");
        }
        if (this.fargate && volume.host() != null && volume.host().sourcePath() != null) {
            throw EcsErrors.client("host.sourcePath should not be set for volumes in Fargate.");
        }
        if (this.fargate && volume.dockerVolumeConfiguration() != null) {
            throw EcsErrors.client("dockerVolumeConfiguration is not supported for volumes in Fargate.");
        }
        if (volume.efsVolumeConfiguration() != null) {
            required(volume.efsVolumeConfiguration().fileSystemId(), "EFSVolumeConfiguration.fileSystemId");
        }
        if (volume.fsxWindowsFileServerVolumeConfiguration() != null) {
            required(volume.fsxWindowsFileServerVolumeConfiguration().fileSystemId(),
                    "FSxWindowsFileServerVolumeConfiguration.fileSystemId");
            required(volume.fsxWindowsFileServerVolumeConfiguration().rootDirectory(),
                    "FSxWindowsFileServerVolumeConfiguration.rootDirectory");
        }
    }

    private static void required(@Nullable String value, String member) {
        if (value == null || value.isEmpty()) {
            throw EcsErrors.client(member + " should not be null or empty.");
        }
    }

}
