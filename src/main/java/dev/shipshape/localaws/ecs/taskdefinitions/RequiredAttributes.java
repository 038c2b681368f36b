package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.shipshape.localaws.engine.ImageName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.EFSTransitEncryption;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Volume;

/**
 * The capabilities that a container instance must have for a task definition
 * (TaskDefinition, {@code requiresAttributes}), named as the agent names them when it
 * registers.
 */
final class RequiredAttributes {

    private static final String AGENT = "com.amazonaws.ecs.capability.";

    private static final String ECS = "ecs.capability.";

    private final RegisterTaskDefinitionRequest request;

    private final SortedSet<String> names = new TreeSet<>();

    private RequiredAttributes(RegisterTaskDefinitionRequest request) {
        this.request = request;
    }

    static List<Attribute> of(RegisterTaskDefinitionRequest request) {
        RequiredAttributes required = new RequiredAttributes(request);
        required.task();
        required.containers();
        request.volumes().forEach(required::volume);
        return required.names.stream().map((name) -> Attribute.builder().name(name).build()).toList();
    }

    private void add(boolean needed, String name) {
        if (needed) {
            this.names.add(name);
        }
    }

    private boolean any(Predicate<ContainerDefinition> has) {
        return this.request.containerDefinitions().stream().anyMatch(has);
    }

    private void task() {
        boolean host = this.request.networkMode() == NetworkMode.HOST;
        add(this.request.taskRoleArn() != null, AGENT + (host ? "task-iam-role-network-host" : "task-iam-role"));
        add(this.request.networkMode() == NetworkMode.AWSVPC, ECS + "task-eni");
        add(this.request.cpu() != null || this.request.memory() != null, ECS + "task-cpu-mem-limit");
        add(this.request.pidMode() != null || this.request.ipcMode() != null, ECS + "pid-ipc-namespace-sharing");
        add(this.request.proxyConfiguration() != null, ECS + "aws-appmesh");
        add(!this.request.inferenceAccelerators().isEmpty(), ECS + "task-eia");
    }

    private void containers() {
        boolean role = this.request.executionRoleArn() != null;
        boolean logs = any((one) -> "awslogs".equals(driver(one)));
        boolean ecr = any((one) -> ImageName.inOurRegistry(one.image()).isPresent());
        this.request.containerDefinitions()
            .stream()
            .map(RequiredAttributes::driver)
            .filter(Objects::nonNull)
            .forEach((driver) -> add(true, (driver.equals("awsfirelens") ? ECS : AGENT) + "logging-driver." + driver));
        add(true, AGENT + "docker-remote-api.1.18");
        add(logs, AGENT + "docker-remote-api.1.19");
        add(logs && role, ECS + "execution-role-awslogs");
        add(ecr, AGENT + "ecr-auth");
        add(ecr && role, ECS + "execution-role-ecr-pull");
        add(any((one) -> one.memoryReservation() != null), AGENT + "docker-remote-api.1.21");
        add(any((one) -> one.healthCheck() != null), ECS + "container-health-check");
        add(any((one) -> one.healthCheck() != null), AGENT + "docker-remote-api.1.24");
        add(any((one) -> one.linuxParameters() != null
                && Boolean.TRUE.equals(one.linuxParameters().initProcessEnabled())), AGENT + "docker-remote-api.1.25");
        add(any((one) -> !one.dependsOn().isEmpty()), ECS + "container-ordering");
        add(any((one) -> Boolean.TRUE.equals(one.privileged())), AGENT + "privileged-container");
        add(any((one) -> one.repositoryCredentials() != null), ECS + "private-registry-authentication.secretsmanager");
        add(any((one) -> !one.environmentFiles().isEmpty()), ECS + "env-files.s3");
        add(any((one) -> one.portMappings().stream().anyMatch((port) -> port.containerPortRange() != null)),
                ECS + "container-port-range");
        for (ContainerDefinition container : this.request.containerDefinitions()) {
            secrets(container.secrets(), "environment-variables");
            if (container.logConfiguration() != null) {
                secrets(container.logConfiguration().secretOptions(), "bootstrap.log-driver");
            }
            if (container.firelensConfiguration() != null) {
                add(true, ECS + "firelens." + container.firelensConfiguration().typeAsString());
            }
        }
    }

    private static @Nullable String driver(ContainerDefinition container) {
        return (container.logConfiguration() != null) ? container.logConfiguration().logDriverAsString() : null;
    }

    /** A secret is a parameter of Systems Manager, unless its ARN says otherwise. */
    private void secrets(List<Secret> secrets, String use) {
        for (Secret secret : secrets) {
            boolean manager = secret.valueFrom() != null && secret.valueFrom().contains(":secretsmanager:");
            add(true, ECS + "secrets." + (manager ? "asm" : "ssm") + "." + use);
        }
    }

    private void volume(Volume volume) {
        EFSVolumeConfiguration efs = volume.efsVolumeConfiguration();
        if (efs != null) {
            add(true, ECS + "efs");
            add(efs.authorizationConfig() != null || efs.transitEncryption() == EFSTransitEncryption.ENABLED,
                    ECS + "efsAuth");
        }
        if (volume.dockerVolumeConfiguration() != null) {
            String driver = volume.dockerVolumeConfiguration().driver();
            add(true, ECS + "docker-plugin." + ((driver != null) ? driver : "local"));
        }
        add(volume.fsxWindowsFileServerVolumeConfiguration() != null, ECS + "fsxWindowsFileServer");
        add(Boolean.TRUE.equals(volume.configuredAtLaunch()), ECS + "storage.ebs-csi");
    }

}
