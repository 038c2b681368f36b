package dev.shipshape.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.fail;

/** What the tests of ECS make again and again. */
final class EcsFixture {

    static final String CLUSTER = "demo";

    private final EcsClient ecs;

    private final String subnet;

    EcsFixture(EcsClient ecs, String subnet) {
        this.ecs = ecs;
        this.subnet = subnet;
    }

    /** A container of an image that nobody checks. */
    static ContainerDefinition.Builder container(String name) {
        return ContainerDefinition.builder().name(name).image("public.ecr.aws/docker/library/nginx:1");
    }

    static RegisterTaskDefinitionRequest.Builder fargate(String family, ContainerDefinition... containers) {
        return RegisterTaskDefinitionRequest.builder()
            .family(family)
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(containers);
    }

    /** Registers a definition and returns its ARN. */
    String register(String family, ContainerDefinition... containers) {
        return this.ecs.registerTaskDefinition(fargate(family, containers).build())
            .taskDefinition()
            .taskDefinitionArn();
    }

    NetworkConfiguration network() {
        return NetworkConfiguration.builder()
            .awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.subnet).assignPublicIp(AssignPublicIp.ENABLED))
            .build();
    }

    RunTaskRequest.Builder request(String definition) {
        return RunTaskRequest.builder()
            .cluster(CLUSTER)
            .taskDefinition(definition)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(network());
    }

    Task run(String definition) {
        return this.ecs.runTask(request(definition).build()).tasks().get(0);
    }

    Task task(Task task) {
        return this.ecs.describeTasks((tasks) -> tasks.cluster(CLUSTER).tasks(task.taskArn())).tasks().get(0);
    }

    Service service(String name) {
        return this.ecs.describeServices((services) -> services.cluster(CLUSTER).services(name)).services().get(0);
    }

    List<String> events(String service) {
        return service(service).events().stream().map((event) -> event.message()).toList();
    }

    /** Asks until the answer fits, for ten seconds at most. */
    static <T> T until(Supplier<T> ask, java.util.function.Predicate<T> fits) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        T answer = ask.get();
        while (!fits.test(answer)) {
            if (Instant.now().isAfter(deadline)) {
                return fail("not within ten seconds: " + answer);
            }
            Thread.onSpinWait();
            answer = ask.get();
        }
        return answer;
    }

}
