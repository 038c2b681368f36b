package dev.shipshape.equivalence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceField;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TaskField;

/**
 * All that stands in an account, told without what differs each time: times, ids that AWS
 * gives out, and addresses.
 */
final class Snapshot {

    /** What moves by itself, or is AWS's to give out. */
    private static final Set<String> LEFT_OUT = Set.of("attachments", "events", "deployments", "version",
            "healthStatus", "lastStatus", "desiredStatus", "connectivity", "networkBindings", "networkInterfaces",
            "runtimeId", "runningCount", "pendingCount", "runningTasksCount", "pendingTasksCount", "statistics",
            "availabilityZone", "containerInstanceArn", "ec2InstanceId", "attributes", "registeredResources",
            "remainingResources", "currentServiceRevisions", "deploymentController", "storedBytes", "creationTime",
            "imageScanStatus", "imageScanFindingsSummary", "exitCode", "stopCode", "roleId", "createDate", "startedBy");

    private final AwsClients clients;

    private final Connection connection;

    Snapshot(AwsClients clients, Connection connection) {
        this.clients = clients;
        this.connection = connection;
    }

    /** A line for each thing, in order. */
    List<String> take() {
        List<String> lines = new ArrayList<>();
        clusters(lines);
        definitions(lines);
        repositories(lines);
        this.clients.logs(this.connection).describeLogGroups().logGroups().forEach((group) -> {
            lines.add("log group " + told(group)
                    + this.clients.logs(this.connection)
                        .listTagsForResource((request) -> request.resourceArn(group.logGroupArn()))
                        .tags());
        });
        this.clients.iam(this.connection)
            .listRoles()
            .roles()
            .forEach((role) -> lines.add("role " + told(role) + told(this.clients.iam(this.connection)
                .listAttachedRolePolicies((request) -> request.roleName(role.roleName())))));
        return lines.stream().map(Snapshot::plain).sorted().toList();
    }

    private void clusters(List<String> lines) {
        EcsClient ecs = this.clients.ecs(this.connection);
        List<String> clusters = ecs.listClusters().clusterArns();
        if (clusters.isEmpty()) {
            return;
        }
        ecs.describeClusters((request) -> request.clusters(clusters)
            .include(ClusterField.TAGS, ClusterField.SETTINGS, ClusterField.CONFIGURATIONS))
            .clusters()
            .forEach((cluster) -> lines.add("cluster " + told(cluster)));
        for (String cluster : clusters) {
            List<String> services = ecs.listServices((request) -> request.cluster(cluster)).serviceArns();
            if (!services.isEmpty()) {
                ecs.describeServices(
                        (request) -> request.cluster(cluster).services(services).include(ServiceField.TAGS))
                    .services()
                    .forEach((service) -> lines.add("service " + told(service)));
            }
            for (DesiredStatus desired : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
                List<String> tasks = ecs.listTasks((request) -> request.cluster(cluster).desiredStatus(desired))
                    .taskArns();
                if (!tasks.isEmpty()) {
                    ecs.describeTasks((request) -> request.cluster(cluster).tasks(tasks).include(TaskField.TAGS))
                        .tasks()
                        .stream()
                        .filter((task) -> !String.valueOf(task.startedBy()).startsWith("ecs-svc/"))
                        .forEach((task) -> lines.add(desired + " task " + told(task)));
                }
            }
            List<String> instances = ecs.listContainerInstances((request) -> request.cluster(cluster))
                .containerInstanceArns();
            if (!instances.isEmpty()) {
                ecs.describeContainerInstances((request) -> request.cluster(cluster)
                    .containerInstances(instances)
                    .include(ContainerInstanceField.TAGS))
                    .containerInstances()
                    .forEach((instance) -> lines.add("instance " + told(instance)));
            }
        }
    }

    private void definitions(List<String> lines) {
        EcsClient ecs = this.clients.ecs(this.connection);
        for (TaskDefinitionStatus status : List.of(TaskDefinitionStatus.ACTIVE, TaskDefinitionStatus.INACTIVE)) {
            ecs.listTaskDefinitions((request) -> request.status(status))
                .taskDefinitionArns()
                .forEach((arn) -> lines.add("definition " + told(ecs.describeTaskDefinition(
                        (request) -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS)))));
        }
    }

    private void repositories(List<String> lines) {
        EcrClient ecr = this.clients.ecr(this.connection);
        ecr.describeRepositories().repositories().forEach((repository) -> {
            lines.add("repository " + told(repository)
                    + told(ecr.listTagsForResource((request) -> request.resourceArn(repository.repositoryArn()))));
            lines.add("policy " + tried(
                    () -> ecr.getRepositoryPolicy((request) -> request.repositoryName(repository.repositoryName()))));
            lines.add("lifecycle " + tried(
                    () -> ecr.getLifecyclePolicy((request) -> request.repositoryName(repository.repositoryName()))));
            ecr.describeImages((request) -> request.repositoryName(repository.repositoryName()))
                .imageDetails()
                .forEach((image) -> lines.add("image " + told(image)));
        });
    }

    private static String tried(java.util.function.Supplier<SdkPojo> read) {
        try {
            return told(read.get());
        }
        catch (EcrException ex) {
            return ex.awsErrorDetails().errorCode();
        }
    }

    private static String told(SdkPojo pojo) {
        return String.valueOf(value(pojo));
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof SdkPojo pojo) {
            Map<String, @Nullable Object> members = new TreeMap<>();
            for (SdkField<?> field : pojo.sdkFields()) {
                Object member = field.getValueOrDefault(pojo);
                if (member != null && !(member instanceof java.time.Instant) && !(member instanceof SdkBytes)
                        && !LEFT_OUT.contains(field.locationName())) {
                    members.put(field.locationName(), value(member));
                }
            }
            return members;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new TreeMap<>();
            map.forEach((key, item) -> entries.put(String.valueOf(key), value(item)));
            return entries;
        }
        if (value instanceof Collection<?> items) {
            Set<String> sorted = new TreeSet<>();
            items.forEach((item) -> sorted.add(String.valueOf(value(item))));
            return sorted;
        }
        return value;
    }

    /** Ids and addresses that AWS gives out. */
    private static String plain(String line) {
        return line.replaceAll("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "UUID")
            .replaceAll("\\b[0-9a-f]{32}\\b", "ID")
            .replaceAll("\\bi-[0-9a-f]{17}\\b", "INSTANCE")
            .replaceAll("localhost:\\d+|127\\.0\\.0\\.1:\\d+", "HOST");
    }

}
