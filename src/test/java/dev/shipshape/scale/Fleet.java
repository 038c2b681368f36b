package dev.shipshape.scale;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.UploadLayerPartRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** Makes much of everything in the sandbox, eight calls at a time. */
final class Fleet {

    static final String CLUSTER = "fleet";

    private static final String EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final EcsClient ecs;

    private final EcrClient ecr;

    private final String subnet;

    Fleet(AwsClients clients, Connection sandbox) {
        this.ecs = clients.ecs(sandbox);
        this.ecr = clients.ecr(sandbox);
        this.subnet = clients.ec2(sandbox).describeSubnets().subnets().get(0).subnetId();
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
            .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(this.subnet)))));
    }

    /** Tasks, ten a call. */
    void tasks(int number) {
        each(number / 10, (index) -> this.ecs.runTask((request) -> request.cluster(CLUSTER)
            .taskDefinition("web")
            .count(10)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(this.subnet)))));
    }

    /** Repositories without images. */
    void repositories(int number) {
        each(number, (index) -> this.ecr
            .createRepository((request) -> request.repositoryName(String.format("shop/repository-%05d", index))));
    }

    /** A repository of images that share one empty layer. */
    void images(String repository, int number) {
        this.ecr.createRepository((request) -> request.repositoryName(repository));
        String config = blob(repository,
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + EMPTY
                        + "\"]}}");
        each(number, (index) -> this.ecr
            .putImage((request) -> request.repositoryName(repository).imageTag("v" + index).imageManifest("""
                    {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                     "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 10},
                     "layers": [], "annotations": {"number": "%d"}}""".formatted(config, index))));
    }

    private String blob(String repository, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String upload = this.ecr.initiateLayerUpload((request) -> request.repositoryName(repository)).uploadId();
        this.ecr.uploadLayerPart(UploadLayerPartRequest.builder()
            .repositoryName(repository)
            .uploadId(upload)
            .partFirstByte(0L)
            .partLastByte(bytes.length - 1L)
            .layerPartBlob(software.amazon.awssdk.core.SdkBytes.fromByteArray(bytes))
            .build());
        String digest = "sha256:" + sha256(bytes);
        this.ecr
            .completeLayerUpload((request) -> request.repositoryName(repository).uploadId(upload).layerDigests(digest));
        return digest;
    }

    private static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        }
        catch (java.security.NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
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
