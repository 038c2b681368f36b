package dev.shipshape.localaws.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.oci.Pusher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import static org.assertj.core.api.Assertions.assertThat;

/** A task together with EC2, the logs and the registry, all through their APIs. */
class SurroundingsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcsClient ecs;

    private Ec2Client ec2;

    private CloudWatchLogsClient logs;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
        this.ec2 = aws.client(Ec2Client.builder());
        this.logs = aws.client(CloudWatchLogsClient.builder());
        this.ecs.createCluster((request) -> request.clusterName("demo"));
    }

    @Test
    void aTaskHasANetworkInterfaceWhileItLives() {
        Task task = run("public.ecr.aws/nginx/nginx:1", "sleep infinity", false);
        Map<String, String> details = details(task);
        NetworkInterface network = this.ec2
            .describeNetworkInterfaces((request) -> request.networkInterfaceIds(details.get("networkInterfaceId")))
            .networkInterfaces()
            .get(0);
        assertThat(network.privateIpAddress()).isEqualTo(details.get("privateIPv4Address"));
        assertThat(network.subnetId()).isEqualTo(details.get("subnetId"));
        assertThat(network.association().publicIp()).startsWith("203.0.113.");
        this.ecs.stopTask((request) -> request.cluster("demo").task(task.taskArn()));
        assertThat(this.ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }

    @Test
    void whatAContainerSaysIsInItsLogStream() {
        this.logs.createLogGroup((request) -> request.logGroupName("/ecs/web"));
        Task task = run("nginx:1", "echo hello from here && sleep 1 && exit 2", true);
        String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        List<String> lines = this.logs
            .getLogEvents((request) -> request.logGroupName("/ecs/web").logStreamName("demo/web/" + id))
            .events()
            .stream()
            .map(OutputLogEvent::message)
            .toList();
        assertThat(lines).contains("hello from here", "simulated: exited with code 2");
    }

    @Test
    void aMissingLogGroupKeepsATaskFromStarting() {
        Task task = run("nginx:1", "sleep infinity", true);
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(task.stoppedReason()).startsWith("ResourceInitializationError")
            .contains("The specified log group does not exist.");
    }

    @Test
    void anImageThatWasPushedIsPulled() {
        aws.client(EcrClient.builder()).createRepository((request) -> request.repositoryName("web"));
        Pusher pusher = Pusher.of(aws);
        String manifest = pusher.image("web", "layer");
        pusher.manifest("web", "1", manifest);
        String image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:";
        Task task = run(image + "1", "sleep infinity", false);
        assertThat(task.lastStatus()).isEqualTo("RUNNING");
        assertThat(task.containers().get(0).imageDigest()).isEqualTo(Pusher.digest(manifest).toString());
        assertThat(run(image + "2", "sleep infinity", false).stoppedReason()).startsWith("CannotPullContainerError");
    }

    private Task run(String image, String script, boolean logging) {
        ContainerDefinition.Builder container = ContainerDefinition.builder()
            .name("web")
            .image(image)
            .command("sh", "-c", script);
        if (logging) {
            container.logConfiguration((log) -> log.logDriver(LogDriver.AWSLOGS)
                .options(Map.of("awslogs-group", "/ecs/web", "awslogs-region", "us-east-1", "awslogs-stream-prefix",
                        "demo")));
        }
        this.ecs.registerTaskDefinition((request) -> request.family("web")
            .requiresCompatibilitiesWithStrings("FARGATE")
            .networkMode("awsvpc")
            .cpu("256")
            .memory("512")
            .executionRoleArn("arn:aws:iam::123456789012:role/ecsTaskExecutionRole")
            .containerDefinitions(container.build()));
        String arn = this.ecs
            .runTask((request) -> request.cluster("demo")
                .taskDefinition("web")
                .launchType("FARGATE")
                .networkConfiguration((network) -> network.awsvpcConfiguration(
                        (awsvpc) -> awsvpc.subnets(aws.subnet()).assignPublicIp(AssignPublicIp.ENABLED))))
            .tasks()
            .get(0)
            .taskArn();
        return this.ecs.describeTasks((request) -> request.cluster("demo").tasks(arn)).tasks().get(0);
    }

    private static Map<String, String> details(Task task) {
        return task.attachments()
            .get(0)
            .details()
            .stream()
            .collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value));
    }

}
