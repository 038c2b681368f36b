package dev.shipshape.localaws.durability;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks run and stopped, and a service that is scaled and deployed while it moves. */
final class TaskLoad implements Load {

    private static final String CLUSTER = "tasks";

    private static final String SERVICE = "web";

    private static final int MOST = 30;

    private static final int LOOKS = 200;

    private final List<String> running = new ArrayList<>();

    private final List<String> stopped = new ArrayList<>();

    private final List<String> definitions = new ArrayList<>();

    /** What the service was scaled to; negative while nobody knows. */
    private int desired = 2;

    @Override
    public void prepare(Clients clients) {
        clients.ecs().createCluster((cluster) -> cluster.clusterName(CLUSTER));
        register(clients);
        clients.ecs()
            .createService((service) -> service.cluster(CLUSTER)
                .serviceName(SERVICE)
                .taskDefinition(SERVICE)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(network(clients))
                .desiredCount(this.desired));
    }

    @Override
    public void change(Clients clients, Random random) {
        switch (random.nextInt(5)) {
            case 0, 1 -> runOrStop(clients, random);
            case 2 -> {
                int count = random.nextInt(5);
                this.desired = -1;
                clients.ecs().updateService((service) -> service.cluster(CLUSTER).service(SERVICE).desiredCount(count));
                this.desired = count;
            }
            case 3 -> register(clients);
            default -> clients.ecs()
                .updateService((service) -> service.cluster(CLUSTER).service(SERVICE).taskDefinition(SERVICE));
        }
    }

    private void runOrStop(Clients clients, Random random) {
        if (this.running.size() < MOST && (this.running.isEmpty() || random.nextBoolean())) {
            Task task = clients.ecs()
                .runTask((run) -> run.cluster(CLUSTER)
                    .taskDefinition(SERVICE)
                    .launchType(LaunchType.FARGATE)
                    .networkConfiguration(network(clients)))
                .tasks()
                .get(0);
            this.running.add(task.taskArn());
        }
        else {
            String arn = this.running.remove(random.nextInt(this.running.size()));
            clients.ecs().stopTask((stop) -> stop.cluster(CLUSTER).task(arn));
            this.stopped.add(arn);
        }
    }

    private void register(Clients clients) {
        this.definitions.add(clients.ecs()
            .registerTaskDefinition((definition) -> definition.family(SERVICE)
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder()
                    .name(SERVICE)
                    .image("public.ecr.aws/docker/library/nginx:" + this.definitions.size())
                    .build()))
            .taskDefinition()
            .taskDefinitionArn());
    }

    private static NetworkConfiguration network(Clients clients) {
        return NetworkConfiguration.builder().awsvpcConfiguration((awsvpc) -> awsvpc.subnets(clients.subnet())).build();
    }

    @Override
    public void verify(Clients clients) {
        assertThat(
                clients.ecs().listTaskDefinitionsPaginator((list) -> list.familyPrefix(SERVICE)).taskDefinitionArns())
            .containsAll(this.definitions);
        if (!this.running.isEmpty()) {
            assertThat(tasks(clients, this.running)).hasSameSizeAs(this.running)
                .allSatisfy((task) -> assertThat(task.desiredStatus()).as(task.taskArn()).isEqualTo("RUNNING"));
        }
        List<String> last = this.stopped.subList(Math.max(0, this.stopped.size() - 100), this.stopped.size());
        if (!last.isEmpty()) {
            assertThat(tasks(clients, last)).hasSameSizeAs(last)
                .allSatisfy((task) -> assertThat(task.desiredStatus()).as(task.taskArn()).isEqualTo("STOPPED"));
        }
        verifyService(clients);
    }

    private static List<Task> tasks(Clients clients, List<String> arns) {
        return clients.ecs().describeTasks((describe) -> describe.cluster(CLUSTER).tasks(arns)).tasks();
    }

    /** What was under way goes on: the service comes to what it was told to be. */
    private void verifyService(Clients clients) {
        Service service = service(clients);
        if (this.desired >= 0) {
            assertThat(service.desiredCount()).isEqualTo(this.desired);
        }
        for (int look = 0; look < LOOKS && !service.runningCount().equals(service.desiredCount()); look++) {
            service = service(clients);
        }
        assertThat(service.runningCount()).as("running after %d looks", LOOKS).isEqualTo(service.desiredCount());
    }

    private static Service service(Clients clients) {
        return clients.ecs()
            .describeServices((describe) -> describe.cluster(CLUSTER).services(SERVICE))
            .services()
            .get(0);
    }

}
