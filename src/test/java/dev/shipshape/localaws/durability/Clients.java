package dev.shipshape.localaws.durability;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.oci.Pusher;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients of a process that will be killed: they try once, so that each answer counts.
 */
final class Clients implements AutoCloseable {

    private final String url;

    private final List<SdkAutoCloseable> open = new ArrayList<>();

    private final EcsClient ecs;

    private final EcrClient ecr;

    private final IamClient iam;

    private final CloudWatchLogsClient logs;

    private final String subnet;

    Clients(String url) {
        this.url = url;
        this.ecs = client(EcsClient.builder());
        this.ecr = client(EcrClient.builder());
        this.iam = client(IamClient.builder());
        this.logs = client(CloudWatchLogsClient.builder());
        this.subnet = client(Ec2Client.builder()).describeSubnets().subnets().get(0).subnetId();
    }

    private <C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C>> C client(B builder) {
        C client = builder.endpointOverride(URI.create(this.url))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .overrideConfiguration((override) -> override.retryStrategy((retries) -> retries.maxAttempts(1)))
            .build();
        this.open.add(client);
        return client;
    }

    EcsClient ecs() {
        return this.ecs;
    }

    EcrClient ecr() {
        return this.ecr;
    }

    IamClient iam() {
        return this.iam;
    }

    CloudWatchLogsClient logs() {
        return this.logs;
    }

    String subnet() {
        return this.subnet;
    }

    Pusher pusher() {
        return Pusher.of(this.url, this.ecr);
    }

    @Override
    public void close() {
        this.open.forEach(SdkAutoCloseable::close);
    }

}
