package dev.shipshape.localaws.clients;

import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every operation of the endpoint, called by a client that we did not write, which reads
 * the answer by a model of its own. An operation that comes new needs its place in a
 * story.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryOperationTests {

    @RegisterExtension
    static final LocalAwsServer server = LocalAwsServer.at(Pace.INSTANT);

    private static final SortedSet<String> called = new TreeSet<>();

    private static int told;

    static Stream<Named<Story>> stories() {
        return Stream.of(Named.of("ECS: clusters", new ClustersStory()), Named.of("ECS: tasks", new TasksStory()),
                Named.of("ECS: container instances", new ContainerInstancesStory()),
                Named.of("ECS: services", new ServicesStory()), Named.of("ECS: task sets", new TaskSetsStory()),
                Named.of("ECS: refusals", new RefusalsStory()), Named.of("ECR", new EcrStory()),
                Named.of("ECR: registry", new EcrRegistryStory()), Named.of("CloudWatch Logs", new LogsStory()),
                Named.of("IAM", new IamStory()), Named.of("STS", new StsStory()), Named.of("EC2", new Ec2Story()),
                Named.of("Elastic Load Balancing", new BalancersStory()), Named.of("Cloud Map", new CloudMapStory()),
                Named.of("Price List", new PricesStory()));
    }

    @ParameterizedTest
    @MethodSource("stories")
    @Order(1)
    void aForeignClientUsesTheService(Story story, @TempDir Path directory) {
        try (Clients clients = new Clients(server, directory)) {
            story.tell(clients);
        }
        called.addAll(server.called());
        told++;
    }

    @Test
    @Order(2)
    void noOperationWasLeftOut() {
        Assumptions.assumeTrue(told == stories().count(), "not every story was told");
        assertThat(server.operations()).allSatisfy((operation) -> assertThat(called).contains(operation));
    }

}
