package dev.shipshape.tasks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

import static org.assertj.core.api.Assertions.fail;

/** A cluster and task definitions in the sandbox, for tests of what runs in them. */
@Component
public class Workplace {

    /** The cluster. */
    public static final String CLUSTER = "demo";

    private final AwsClients clients;

    private final Connections connections;

    private final SharedReads reads;

    Workplace(AwsClients clients, Connections connections, SharedReads reads) {
        this.clients = clients;
        this.connections = connections;
        this.reads = reads;
    }

    /** The sandbox. */
    public Connection sandbox() {
        return this.connections.named(Connection.SANDBOX);
    }

    /** ECS in the sandbox. */
    public EcsClient ecs() {
        return this.clients.ecs(sandbox());
    }

    /** Makes the cluster. */
    public void cluster() {
        ecs().createCluster((request) -> request.clusterName(CLUSTER).capacityProviders("FARGATE", "FARGATE_SPOT"));
        this.reads.changed(sandbox());
    }

    /** Registers a web server for Fargate that writes logs. */
    public void web() {
        this.clients.logs(sandbox()).createLogGroup((request) -> request.logGroupName("/ecs/web"));
        web2();
    }

    /** Registers another revision of it. */
    public void web2() {
        register("web",
                ContainerDefinition.builder()
                    .name("web")
                    .image("public.ecr.aws/docker/library/nginx:1")
                    .essential(true)
                    .portMappings(PortMapping.builder().containerPort(80).protocol(TransportProtocol.TCP).build())
                    .logConfiguration((logs) -> logs.logDriver("awslogs")
                        .options(Map.of("awslogs-group", "/ecs/web", "awslogs-region", "us-east-1",
                                "awslogs-stream-prefix", "web")))
                    .build());
    }

    /** Registers a task definition of one container that runs a shell command. */
    public void script(String family, String script) {
        register(family,
                ContainerDefinition.builder()
                    .name("job")
                    .image("public.ecr.aws/docker/library/busybox:1")
                    .command("sh", "-c", script)
                    .build());
    }

    /** Registers a task definition for Fargate. */
    public void register(String family, ContainerDefinition container) {
        ecs().registerTaskDefinition((request) -> request.family(family)
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .executionRoleArn("arn:aws:iam::123456789012:role/ecsTaskExecutionRole")
            .containerDefinitions(container));
        this.reads.changed(sandbox());
    }

    /** Makes a service of the web server by hand. */
    public void service(String name) {
        ecs().createService((request) -> request.cluster(CLUSTER)
            .serviceName(name)
            .taskDefinition("web")
            .desiredCount(0)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(subnet()))));
        this.reads.changed(sandbox());
    }

    /** Lets an EC2 instance join the cluster. */
    public String instance() {
        String image = this.clients.ec2(sandbox())
            .describeImages((request) -> request.owners("amazon")
                .filters(Filter.builder().name("name").values("al2023-ami-ecs-hvm-*x86_64").build()))
            .images()
            .get(0)
            .imageId();
        String joins = Base64.getEncoder().encodeToString(("ECS_CLUSTER=" + CLUSTER).getBytes(StandardCharsets.UTF_8));
        this.clients.ec2(sandbox())
            .runInstances((request) -> request.imageId(image)
                .instanceType(InstanceType.T3_MICRO)
                .minCount(1)
                .maxCount(1)
                .userData(joins));
        return until(() -> ecs().listContainerInstances((request) -> request.cluster(CLUSTER)),
                (answer) -> !answer.containerInstanceArns().isEmpty())
            .containerInstanceArns()
            .get(0);
    }

    /** A subnet of the default VPC. */
    public String subnet() {
        return this.clients.ec2(sandbox()).describeSubnets().subnets().get(0).subnetId();
    }

    /** Asks until the answer fits, for ten seconds at most. */
    public <T> T until(Supplier<T> ask, Predicate<T> fits) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (true) {
            this.reads.changed(sandbox());
            T answer = ask.get();
            if (fits.test(answer)) {
                return answer;
            }
            if (Instant.now().isAfter(deadline)) {
                return fail("Not within ten seconds: " + answer);
            }
            Thread.onSpinWait();
        }
    }

}
