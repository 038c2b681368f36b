package dev.shipshape.localaws.ecs.instances;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.engine.Machines.Machine;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/** What the ECS container agent of an ECS-optimized image says when it registers. */
final class Agent {

    /** The newest agent that there is here. */
    static final String NEWEST = "1.89.3";

    private static final List<String> CAPABILITIES = List.of("com.amazonaws.ecs.capability.docker-remote-api.1.17",
            "com.amazonaws.ecs.capability.docker-remote-api.1.18",
            "com.amazonaws.ecs.capability.docker-remote-api.1.19",
            "com.amazonaws.ecs.capability.docker-remote-api.1.20",
            "com.amazonaws.ecs.capability.docker-remote-api.1.21",
            "com.amazonaws.ecs.capability.docker-remote-api.1.22",
            "com.amazonaws.ecs.capability.docker-remote-api.1.23",
            "com.amazonaws.ecs.capability.docker-remote-api.1.24",
            "com.amazonaws.ecs.capability.docker-remote-api.1.25",
            "com.amazonaws.ecs.capability.docker-remote-api.1.29",
            "com.amazonaws.ecs.capability.docker-remote-api.1.44", "com.amazonaws.ecs.capability.ecr-auth",
            "com.amazonaws.ecs.capability.logging-driver.awslogs",
            "com.amazonaws.ecs.capability.logging-driver.fluentd", "com.amazonaws.ecs.capability.logging-driver.gelf",
            "com.amazonaws.ecs.capability.logging-driver.journald",
            "com.amazonaws.ecs.capability.logging-driver.json-file", "com.amazonaws.ecs.capability.logging-driver.none",
            "com.amazonaws.ecs.capability.logging-driver.splunk", "com.amazonaws.ecs.capability.logging-driver.syslog",
            "com.amazonaws.ecs.capability.privileged-container", "com.amazonaws.ecs.capability.task-iam-role",
            "com.amazonaws.ecs.capability.task-iam-role-network-host", "ecs.capability.aws-appmesh",
            "ecs.capability.container-health-check", "ecs.capability.container-ordering",
            "ecs.capability.docker-plugin.local", "ecs.capability.efs", "ecs.capability.efsAuth",
            "ecs.capability.env-files.s3", "ecs.capability.execution-role-awslogs",
            "ecs.capability.execution-role-ecr-pull", "ecs.capability.firelens.fluentbit",
            "ecs.capability.firelens.fluentd", "ecs.capability.firelens.options.config.file",
            "ecs.capability.firelens.options.config.s3", "ecs.capability.full-sync",
            "ecs.capability.increased-task-cpu-limit", "ecs.capability.logging-driver.awsfirelens",
            "ecs.capability.pid-ipc-namespace-sharing", "ecs.capability.private-registry-authentication.secretsmanager",
            "ecs.capability.secrets.asm.bootstrap.log-driver", "ecs.capability.secrets.asm.environment-variables",
            "ecs.capability.secrets.ssm.bootstrap.log-driver", "ecs.capability.secrets.ssm.environment-variables",
            "ecs.capability.storage.ebs-csi", "ecs.capability.task-cpu-mem-limit", "ecs.capability.task-eia",
            "ecs.capability.task-eni", "ecs.capability.container-port-range");

    private Agent() {
    }

    static VersionInfo version() {
        return VersionInfo.builder()
            .agentVersion(NEWEST)
            .agentHash("2cca2b2c")
            .dockerVersion("DockerVersion: 25.0.8")
            .build();
    }

    /** The attributes that the agent on an EC2 instance registers it with. */
    static List<Attribute> attributes(Machine machine) {
        List<Attribute> attributes = new ArrayList<>(
                List.of(IdentityDocument.attribute("ecs.availability-zone", machine.availabilityZone()),
                        IdentityDocument.attribute("ecs.ami-id", machine.imageId()),
                        IdentityDocument.attribute("ecs.instance-type", machine.instanceType()),
                        IdentityDocument.attribute("ecs.os-type", "linux"),
                        IdentityDocument.attribute("ecs.os-family", "LINUX"),
                        IdentityDocument.attribute("ecs.cpu-architecture", machine.architecture())));
        if (machine.subnetId() != null) {
            attributes.add(IdentityDocument.attribute("ecs.subnet-id", machine.subnetId()));
        }
        CAPABILITIES.forEach((name) -> attributes.add(Attribute.builder().name(name).build()));
        return attributes;
    }

    /** The resources that it finds there: the kernel and its own share are not told. */
    static Resources resources(Machine machine) {
        List<String> gpus = new ArrayList<>();
        for (int number = 0; number < machine.gpus(); number++) {
            gpus.add("GPU-" + machine.instanceId().substring(2) + "-" + number);
        }
        return Resources.of(machine.vcpus() * 1024, machine.memory() * 97 / 100, gpus);
    }

}
