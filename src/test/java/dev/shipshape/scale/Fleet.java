package dev.shipshape.scale;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.equivalence.Images;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** Makes much of everything in the sandbox, eight calls at a time. */
final class Fleet {

    static final String CLUSTER = "fleet";

    private final EcsClient ecs;

    private final EcrClient ecr;

    private final Images images;

    /** A subnet holds 4,091 addresses, fewer than there are tasks. */
    private final List<String> subnets;

    Fleet(AwsClients clients, Connection sandbox) {
        this.ecs = clients.ecs(sandbox);
        this.ecr = clients.ecr(sandbox);
        this.images = new Images(clients, sandbox);
        this.subnets = clients.ec2(sandbox).describeSubnets().subnets().stream().map(Subnet::subnetId).toList();
        this.ecs.createCluster((request) -> request.clusterName(CLUSTER));
        register("web");
    }

    /** Revisions, over ten families. */
    void revisions(int number) {
        each(number, (index) -> register("family-" + index % 10));
    }

    private void register(String family) {
        this.ecs.registerTaskDefinition((request) -> request.family(family)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .requiresCompatibilitiesWithStrings("FARGATE")
            .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx").build()));
    }

    /** Services that want no task. */
    void services(int number) {
        each(number, (index) -> this.ecs.createService((request) -> request.cluster(CLUSTER)
            .serviceName(String.format("service-%05d", index))
            .taskDefinition("web")
            .desiredCount(0)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(subnet(index))))));
    }

    /** Tasks, ten a call. */
    void tasks(int number) {
        each(number / 10, (index) -> this.ecs.runTask((request) -> request.cluster(CLUSTER)
            .taskDefinition("web")
            .count(10)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(subnet(index))))));
    }

    private String subnet(int index) {
        return this.subnets.get(index % this.subnets.size());
    }

    /** Repositories without images. */
    void repositories(int number) {
        each(number, (index) -> this.ecr
            .createRepository((request) -> request.repositoryName(String.format("shop/repository-%05d", index))));
    }

    /** A repository of images that share one empty layer. */
    void images(String repository, int number) {
        String config = this.images.repository(repository);
        each(number, (index) -> this.images.put(repository, config, "v" + index));
    }

    private static void each(int number, IntConsumer call) {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<? extends Future<?>> calls = IntStream.range(0, number)
                .mapToObj((index) -> threads.submit(() -> call.accept(index)))
                .toList();
            for (Future<?> one : calls) {
                one.get();
            }
        }
        catch (InterruptedException | java.util.concurrent.ExecutionException ex) {
            throw new IllegalStateException(ex);
        }
        finally {
            threads.shutdownNow();
        }
    }

}
