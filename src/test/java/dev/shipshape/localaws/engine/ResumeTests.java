package dev.shipshape.localaws.engine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

import dev.shipshape.localaws.LocalAws;
import dev.shipshape.localaws.LocalAwsProperties;
import dev.shipshape.localaws.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks go on after a restart, whether they are read at once or when they are due. */
class ResumeTests {

    private final TestClock clock = new TestClock(Instant.parse("2026-06-01T08:00:00Z"));

    @TempDir
    private Path directory;

    private void at(Pace pace, Consumer<EcsClient> work) {
        LocalAwsProperties properties = new LocalAwsProperties(true, 0, "127.0.0.1", pace,
                LocalAwsProperties.Engine.SIMULATED, null);
        try (LocalAws endpoint = new LocalAws(properties, this.directory, Set.of(), this.clock)) {
            endpoint.start();
            try (EcsClient ecs = EcsClient.builder()
                .endpointOverride(URI.create(endpoint.url()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials())
                .build()) {
                work.accept(ecs);
            }
        }
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }

    private static String status(EcsClient ecs) {
        return ecs.describeTasks((tasks) -> tasks.tasks(ecs.listTasks().taskArns())).tasks().get(0).lastStatus();
    }

    @BeforeEach
    void runATask() {
        at(Pace.REALISTIC, (ecs) -> {
            ecs.createCluster();
            ecs.registerTaskDefinition((definition) -> definition.family("web")
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx:1").build()));
            String subnet = subnet(ecs.serviceClientConfiguration().endpointOverride().orElseThrow());
            ecs.runTask((task) -> task.taskDefinition("web")
                .launchType(LaunchType.FARGATE)
                .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(subnet))));
            assertThat(status(ecs)).isEqualTo("PROVISIONING");
        });
    }

    private static String subnet(URI endpoint) {
        try (Ec2Client ec2 = Ec2Client.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials())
            .build()) {
            return ec2.describeSubnets().subnets().get(0).subnetId();
        }
    }

    @Test
    void aTaskOnItsWayGoesOnAfterARestart() {
        at(Pace.REALISTIC, (ecs) -> {
            assertThat(status(ecs)).isEqualTo("PROVISIONING");
            this.clock.advance(Duration.ofSeconds(20));
            assertThat(status(ecs)).isEqualTo("RUNNING");
        });
        this.clock.advance(Duration.ofHours(2));
        at(Pace.REALISTIC, (ecs) -> assertThat(status(ecs)).isEqualTo("RUNNING"));
    }

    @Test
    void aTaskIsAheadAtOnceWhereARestartMadeItsPaceFaster() {
        at(Pace.INSTANT, (ecs) -> assertThat(status(ecs)).isEqualTo("RUNNING"));
    }

}
