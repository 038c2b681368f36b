package dev.shipshape.localaws.engine.containers.order;

import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * What a task does not get, because it would reach from the container into this machine,
 * or because it comes from a service that the sandbox does not have. Such a task does not
 * start, so that nobody believes that it got what it did not.
 */
final class Refusals {

    /** What Docker grants anyway, and the one that Fargate allows to add. */
    private static final Set<String> CAPABILITIES = Set.of("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID",
            "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
            "SYS_PTRACE");

    private Refusals() {
    }

    /** Checks a task before anything is made for it. */
    static void check(TaskOrder order) {
        if (order.definition().pidMode() == PidMode.HOST || order.definition().ipcMode() == IpcMode.HOST) {
            throw refused(null, "the processes of this machine (pidMode or ipcMode host)");
        }
        order.definition().volumes().forEach(Refusals::check);
        order.containers().forEach(Refusals::check);
    }

    private static void check(Volume volume) {
        if (volume.host() != null && volume.host().sourcePath() != null) {
            throw refused(null,
                    "the path " + volume.host().sourcePath() + " of this machine (volume " + volume.name() + ")");
        }
        if (volume.efsVolumeConfiguration() != null) {
            String id = volume.efsVolumeConfiguration().fileSystemId();
            throw new CannotStart(null,
                    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "
                            + "Failed to resolve \"" + id + "\" - check that your file system ID is correct");
        }
        if (volume.fsxWindowsFileServerVolumeConfiguration() != null
                || Boolean.TRUE.equals(volume.configuredAtLaunch())) {
            throw new CannotStart(null, "ResourceInitializationError: the sandbox has no file systems and no disks for "
                    + "the volume " + volume.name());
        }
        if (volume.dockerVolumeConfiguration() != null
                && (volume.dockerVolumeConfiguration().hasDriverOpts() || !Stream.of("local", "null")
                    .toList()
                    .contains(String.valueOf(volume.dockerVolumeConfiguration().driver())))) {
            throw refused(null, "a volume driver with its options (volume " + volume.name() + ")");
        }
    }

    private static void check(ContainerDefinition container) {
        if (Boolean.TRUE.equals(container.privileged())) {
            throw refused(container.name(), "all rights on this machine (privileged)");
        }
        LinuxParameters linux = container.linuxParameters();
        if (linux != null && !linux.devices().isEmpty()) {
            throw refused(container.name(), "devices of this machine");
        }
        if (linux != null && linux.capabilities() != null) {
            for (String capability : linux.capabilities().add()) {
                if (!CAPABILITIES.contains(capability)) {
                    throw refused(container.name(), "the capability " + capability);
                }
            }
        }
        for (String option : container.dockerSecurityOptions()) {
            if (!option.startsWith("no-new-privileges")) {
                throw refused(container.name(), "the security option " + option);
            }
        }
        if (!container.environmentFiles().isEmpty()) {
            throw new CannotStart(container.name(),
                    "ResourceInitializationError: failed to download env files: file "
                            + "download command: non empty error stream: service call has been retried 1 time(s): "
                            + "NoSuchBucket: The specified bucket does not exist: "
                            + container.environmentFiles().get(0).value());
        }
    }

    private static CannotStart refused(@Nullable String container, String what) {
        return new CannotStart(container, "CannotCreateContainerError: the sandbox gives no container " + what);
    }

}
