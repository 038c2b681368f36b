package dev.shipshape.localaws.iam;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The policies of AWS's own that can be attached here: those that ECS has use for. */
final class ManagedPolicies {

    static final String TASK_EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

    static final String SERVICE_LINKED = "arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy";

    private static final Set<String> ATTACHABLE = Stream
        .of("service-role/AmazonECSTaskExecutionRolePolicy", "service-role/AmazonEC2ContainerServiceforEC2Role",
                "service-role/AmazonEC2ContainerServiceEventsRole",
                "service-role/AmazonECSInfrastructureRolePolicyForVolumes", "AmazonEC2ContainerRegistryReadOnly",
                "AmazonEC2ContainerRegistryPowerUser", "AmazonEC2ContainerRegistryFullAccess", "AmazonECS_FullAccess",
                "CloudWatchLogsFullAccess", "CloudWatchLogsReadOnlyAccess", "CloudWatchAgentServerPolicy",
                "AmazonSSMManagedInstanceCore", "AmazonSSMReadOnlyAccess", "SecretsManagerReadWrite",
                "AmazonS3ReadOnlyAccess", "AmazonS3FullAccess", "AmazonDynamoDBFullAccess", "AmazonSQSFullAccess",
                "ReadOnlyAccess", "AdministratorAccess")
        .map((name) -> "arn:aws:iam::aws:policy/" + name)
        .collect(Collectors.toUnmodifiableSet());

    private ManagedPolicies() {
    }

    static void checkAttachable(String arn) {
        if (!ATTACHABLE.contains(arn)) {
            throw IamErrors.noPolicy(arn);
        }
    }

}
