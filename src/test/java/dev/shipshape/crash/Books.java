package dev.shipshape.crash;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What stands in AWS, asked past the console, and what the console's database says of it.
 */
final class Books {

    private Books() {
    }

    private static EcsClient ecs(URI aws) {
        return EcsClient.builder()
            .endpointOverride(aws)
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    }

    /**
     * Registers, by hand, what the tests' services and tasks run; the id of a subnet for
     * them.
     */
    static String prepare(URI aws) {
        try (EcsClient ecs = ecs(aws);
                Ec2Client ec2 = Ec2Client.builder()
                    .endpointOverride(aws)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                    .build()) {
            ecs.registerTaskDefinition((definition) -> definition.family("web")
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(
                        ContainerDefinition.builder().name("web").image("public.ecr.aws/nginx/nginx:1").build()));
            return ec2.describeSubnets().subnets().get(0).subnetId();
        }
    }

    /**
     * The ARNs of clusters, services and tasks that are not to stop: all that the test
     * has made.
     */
    static List<String> standing(URI aws) {
        List<String> arns = new ArrayList<>();
        try (EcsClient ecs = ecs(aws)) {
            for (String cluster : ecs.listClustersPaginator().clusterArns()) {
                arns.add(cluster);
                arns.addAll(ecs.listServicesPaginator((request) -> request.cluster(cluster))
                    .serviceArns()
                    .stream()
                    .toList());
                arns.addAll(ecs.listTasksPaginator((request) -> request.cluster(cluster)).taskArns().stream().toList());
            }
        }
        return arns;
    }

    /**
     * The ARNs of tasks that services keep, which are a part of their service and no row
     * of the ledger.
     */
    static List<String> partsOfServices(URI aws) {
        List<String> arns = new ArrayList<>();
        try (EcsClient ecs = ecs(aws)) {
            for (String cluster : ecs.listClustersPaginator().clusterArns()) {
                List<String> tasks = ecs.listTasks((request) -> request.cluster(cluster)).taskArns();
                if (!tasks.isEmpty()) {
                    ecs.describeTasks((request) -> request.cluster(cluster).tasks(tasks))
                        .tasks()
                        .stream()
                        .filter((task) -> task.startedBy().startsWith("ecs-svc/"))
                        .forEach((task) -> arns.add(task.taskArn()));
                }
            }
        }
        return arns;
    }

    /** The tasks of a cluster that are to run, each as who started it. */
    static List<String> starters(URI aws, String cluster) {
        try (EcsClient ecs = ecs(aws)) {
            List<String> arns = ecs.listTasks((request) -> request.cluster(cluster)).taskArns();
            return arns.isEmpty() ? List.of()
                    : ecs.describeTasks((request) -> request.cluster(cluster).tasks(arns))
                        .tasks()
                        .stream()
                        .map(Task::startedBy)
                        .toList();
        }
    }

    /** The first column of what the database of a console that does not run answers. */
    static List<String> read(Path data, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection database = DriverManager
            .getConnection("jdbc:h2:file:" + data.resolve("shipshape").toAbsolutePath(), "shipshape", "");
                ResultSet rows = database.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

}
