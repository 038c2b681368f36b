package dev.shipshape.localaws.engine.containers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.dockerjava.api.DockerClient;
import dev.shipshape.localaws.KilledProcess;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.daemon.Sockets;
import dev.shipshape.localaws.oci.Pusher;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import static dev.shipshape.localaws.engine.containers.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of real containers when the endpoint's process is killed. */
@SuppressWarnings("unchecked") // the SDK's builders take any number of generic consumers
class RestartTests {

    @RegisterExtension
    static final Podman podman = new Podman();

    @Test
    void whatRunsGoesOnAfterAKillAndWhatIsGoneIsStopped(@TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(Busybox.isThere(), "/bin/busybox is not there: nothing can be run in a container");
        String goesOn;
        String goes;
        try (KilledProcess first = KilledProcess.withContainers(directory, podman.socket())) {
            EcsClient ecs = client(first, EcsClient.builder());
            ecs.createCluster((request) -> request.clusterName("demo"));
            EcrClient ecr = client(first, EcrClient.builder());
            ecr.createRepository((request) -> request.repositoryName("box"));
            Busybox.push(Pusher.of(first.url(), ecr), "box", "1");
            goesOn = run(first, ecs);
            goes = run(first, ecs);
            until(() -> lines(first, goesOn), (lines) -> lines.contains("line 2"));
            until(() -> lines(first, goes), (lines) -> lines.contains("line 2"));
            first.kill();
        }
        Daemon daemon = Objects
            .requireNonNull(Daemon.find(new Sockets(List.of(URI.create(podman.socket())), null)).daemon());
        DockerClient client = daemon.client();
        client.listContainersCmd()
            .withLabelFilter(Map.of(Labels.TASK, goes, Labels.CONTAINER, "web"))
            .exec()
            .forEach((container) -> client.removeContainerCmd(container.getId()).withForce(true).exec());
        String foreign = client.createContainerCmd(client.listContainersCmd().exec().get(0).getImage())
            .withCmd("/bin/sh")
            .withLabels(Map.of(Labels.ENDPOINT, "another", Labels.TASK, goes))
            .exec()
            .getId();
        try (KilledProcess second = KilledProcess.withContainers(directory, podman.socket())) {
            EcsClient ecs = client(second, EcsClient.builder());
            Task gone = until(() -> task(ecs, goes), (task) -> task.lastStatus().equals("STOPPED"));
            assertThat(gone.stopCode()).isEqualTo(TaskStopCode.TERMINATION_NOTICE);
            assertThat(gone.stoppedReason()).isEqualTo("The sandbox was ended, and the task's containers with it.");
            int before = lines(second, goesOn).size();
            List<String> lines = until(() -> lines(second, goesOn), (now) -> now.size() > before + 2);
            // Nothing lost, nothing twice.
            for (int line = 0; line < lines.size(); line++) {
                assertThat(lines.get(line)).as("%s", lines).isEqualTo("line " + (line + 1));
            }
            assertThat(task(ecs, goesOn).lastStatus()).isEqualTo("RUNNING");
            ecs.stopTask((request) -> request.cluster("demo").task(goesOn));
            until(() -> task(ecs, goesOn), (task) -> task.lastStatus().equals("STOPPED"));
        }
        assertThat(client.listContainersCmd().withShowAll(true).exec()).hasSize(1)
            .first()
            .satisfies((container) -> assertThat(container.getId()).isEqualTo(foreign));
        client.removeContainerCmd(foreign).withForce(true).exec();
        daemon.close();
    }

    private static String run(KilledProcess endpoint, EcsClient ecs) {
        String definition = ecs
            .registerTaskDefinition((request) -> request.family("counter")
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .executionRoleArn("arn:aws:iam::123456789012:role/ecsTaskExecutionRole")
                .cpu("256")
                .memory("512")
                .containerDefinitions((container) -> container.name("web")
                    .image("localhost/box:1")
                    .stopTimeout(2)
                    .entryPoint("/bin/sh", "-c")
                    .command("i=0; while :; do i=$((i+1)); echo line $i; busybox sleep 0.2; done")
                    .logConfiguration((logging) -> logging.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of("awslogs-group", "/demo", "awslogs-region", "us-east-1",
                                "awslogs-stream-prefix", "app", "awslogs-create-group", "true")))))
            .taskDefinition()
            .taskDefinitionArn();
        String subnet = client(endpoint, Ec2Client.builder()).describeSubnets().subnets().get(0).subnetId();
        return ecs
            .runTask((request) -> request.cluster("demo")
                .taskDefinition(definition)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration((network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(subnet))))
            .tasks()
            .get(0)
            .taskArn();
    }

    private static Task task(EcsClient ecs, String arn) {
        return ecs.describeTasks((request) -> request.cluster("demo").tasks(arn)).tasks().get(0);
    }

    private static List<String> lines(KilledProcess endpoint, String arn) {
        try (CloudWatchLogsClient logs = client(endpoint, CloudWatchLogsClient.builder())) {
            return logs.describeLogGroups().logGroups().isEmpty() ? List.of()
                    : logs
                        .filterLogEvents((request) -> request.logGroupName("/demo")
                            .logStreamNamePrefix("app/web/" + arn.substring(arn.lastIndexOf('/') + 1)))
                        .events()
                        .stream()
                        .map((event) -> event.message())
                        .toList();
        }
    }

    private static <C, B extends AwsClientBuilder<B, C>> C client(KilledProcess endpoint, B builder) {
        return builder.endpointOverride(URI.create(endpoint.url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    }

}
