package dev.shipshape.localaws.ecs;

import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.shipshape.localaws.LocalAws;
import dev.shipshape.localaws.oci.KilledProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What ECS has acknowledged outlives kill -9, and tasks go on where they were. */
class KillTests {

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void whatWasAcknowledgedIsThereAfterAKill(int seed, @TempDir Path directory) throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        String task;
        try (KilledProcess process = KilledProcess.start(directory); EcsClient ecs = ecs(process.url())) {
            task = run(ecs);
            CountDownLatch enough = new CountDownLatch(20 + new Random(seed).nextInt(60));
            Thread making = makeUntilKilled(ecs, acknowledged, enough);
            assertThat(enough.await(60, TimeUnit.SECONDS)).as("clusters are made").isTrue();
            process.kill();
            making.join();
        }
        try (LocalAws again = KilledProcess.endpoint(directory)) {
            again.start();
            try (EcsClient ecs = ecs(again.url())) {
                assertThat(ecs.listClustersPaginator().clusterArns()).containsAll(acknowledged);
                assertThat(ecs.describeTasks((tasks) -> tasks.cluster(EcsFixture.CLUSTER).tasks(task))
                    .tasks()
                    .get(0)
                    .lastStatus()).isEqualTo("RUNNING");
            }
        }
    }

    private static String run(EcsClient ecs) {
        ecs.createCluster((cluster) -> cluster.clusterName(EcsFixture.CLUSTER));
        String family = ecs
            .registerTaskDefinition((definition) -> definition.family("job")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .networkMode("awsvpc")
                .cpu("256")
                .memory("512")
                .containerDefinitions(EcsFixture.container("job").build()))
            .taskDefinition()
            .family();
        try (Ec2Client ec2 = Ec2Client.builder()
            .endpointOverride(ecs.serviceClientConfiguration().endpointOverride().orElseThrow())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials())
            .build()) {
            String subnet = ec2.describeSubnets().subnets().get(0).subnetId();
            return new EcsFixture(ecs, subnet).run(family).taskArn();
        }
    }

    private static Thread makeUntilKilled(EcsClient ecs, Set<String> acknowledged, CountDownLatch enough) {
        Thread thread = new Thread(() -> {
            try {
                for (int number = 0; true; number++) {
                    String name = "made-" + number;
                    acknowledged.add(ecs.createCluster((cluster) -> cluster.clusterName(name)).cluster().clusterArn());
                    enough.countDown();
                }
            }
            catch (SdkClientException ex) {
                // The process was killed: the connection broke.
            }
        });
        thread.start();
        return thread;
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }

    private static EcsClient ecs(String url) {
        return EcsClient.builder()
            .endpointOverride(URI.create(url))
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials())
            .build();
    }

}
