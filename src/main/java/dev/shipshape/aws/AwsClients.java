package dev.shipshape.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The one place that builds AWS clients. A client is made once per connection and kept;
 * all share one HTTP client. Every call ends after {@link #callTimeout()}, because the
 * SDK has no limit of its own.
 */
@Component
public class AwsClients {

    private final Duration callTimeout;

    private final List<CallListener> listeners;

    private final SdkHttpClient http;

    private final Map<Key, AutoCloseable> clients = new ConcurrentHashMap<>();

    private final Map<Connection, Pace> paces = new ConcurrentHashMap<>();

    private final Map<Connection, AwsCredentialsProvider> credentials = new ConcurrentHashMap<>();

    AwsClients(@Value("${shipshape.call-timeout:20s}") Duration callTimeout, List<CallListener> listeners) {
        this.callTimeout = callTimeout;
        this.listeners = List.copyOf(listeners);
        this.http = new CutOff(Apache5HttpClient.builder()
            .maxConnections(64)
            .connectionTimeout(Duration.ofSeconds(3))
            .socketTimeout(attemptTimeout())
            .build());
    }

    /** The longest that any call takes, retries included. */
    public Duration callTimeout() {
        return this.callTimeout;
    }

    /** One attempt leaves time for a second and, if it failed at once, more. */
    private Duration attemptTimeout() {
        return this.callTimeout.multipliedBy(2).dividedBy(5);
    }

    /** The ECS client of a connection. */
    public EcsClient ecs(Connection connection) {
        return client(connection, EcsClient.class, EcsClient::builder);
    }

    /** The ECR client of a connection. */
    public EcrClient ecr(Connection connection) {
        return client(connection, EcrClient.class, EcrClient::builder);
    }

    /** The EC2 client of a connection, for its networks. */
    public Ec2Client ec2(Connection connection) {
        return client(connection, Ec2Client.class, Ec2Client::builder);
    }

    /** The IAM client of a connection, for roles. */
    public IamClient iam(Connection connection) {
        return client(connection, IamClient.class, IamClient::builder);
    }

    /** The CloudWatch Logs client of a connection. */
    public CloudWatchLogsClient logs(Connection connection) {
        return client(connection, CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
    }

    /** The Elastic Load Balancing client of a connection, for what services use. */
    public ElasticLoadBalancingV2Client elb(Connection connection) {
        return client(connection, ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
    }

    /** The Application Auto Scaling client of a connection, for what scales services. */
    public ApplicationAutoScalingClient autoscaling(Connection connection) {
        return client(connection, ApplicationAutoScalingClient.class, ApplicationAutoScalingClient::builder);
    }

    /** The Cloud Map client of a connection, for how services find one another. */
    public ServiceDiscoveryClient discovery(Connection connection) {
        return client(connection, ServiceDiscoveryClient.class, ServiceDiscoveryClient::builder);
    }

    /** The client of a connection that looks for resources by their tags. */
    public ResourceGroupsTaggingApiClient tagging(Connection connection) {
        return client(connection, ResourceGroupsTaggingApiClient.class, ResourceGroupsTaggingApiClient::builder);
    }

    /**
     * The Price List client with a connection's credentials. The Price List API answers
     * from us-east-1 for all regions (AWS Billing user guide).
     */
    public PricingClient pricing(Connection connection) {
        return client(connection.in("us-east-1"), PricingClient.class, PricingClient::builder);
    }

    /** The STS client of a connection, which tells who we are there. */
    public StsClient sts(Connection connection) {
        return client(connection, StsClient.class, StsClient::builder);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AutoCloseable> C client(
            Connection connection, Class<C> type, Supplier<B> builder) {
        return type.cast(this.clients.computeIfAbsent(new Key(connection, type),
                (key) -> build(connection, builder.get(), credentialsOf(connection))));
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(Connection connection, B builder,
            AwsCredentialsProvider credentials) {
        builder.region(Region.of(connection.region()))
            .credentialsProvider(credentials)
            .httpClient(this.http)
            .overrideConfiguration((config) -> config.retryStrategy(RetryMode.STANDARD)
                .apiCallTimeout(this.callTimeout)
                .apiCallAttemptTimeout(attemptTimeout())
                .addExecutionInterceptor(new CallTrace.Interceptor())
                .addExecutionInterceptor(new Heard(connection, this.listeners)));
        if (connection.endpoint() != null) {
            builder.endpointOverride(connection.endpoint());
        }
        else {
            Pace pace = this.paces.computeIfAbsent(connection, (place) -> new Pace());
            builder.overrideConfiguration(
                    builder.overrideConfiguration().toBuilder().addExecutionInterceptor(pace).build());
        }
        return builder.build();
    }

    private AwsCredentialsProvider credentialsOf(Connection connection) {
        return this.credentials.computeIfAbsent(connection, this::provider);
    }

    private AwsCredentialsProvider provider(Connection connection) {
        if (connection.sandbox()) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox"));
        }
        AwsCredentialsProvider own = DefaultCredentialsProvider.builder().profileName(connection.profile()).build();
        if (connection.roleArn() == null) {
            return own;
        }
        StsClient sts = build(connection, StsClient.builder(), own);
        return StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest((role) -> role.roleArn(connection.roleArn()).roleSessionName("shipshape"))
            .build();
    }

    @PreDestroy
    void close() throws Exception {
        for (AutoCloseable client : this.clients.values()) {
            client.close();
        }
        this.http.close();
    }

    private record Key(Connection connection, Class<?> type) {
    }

}
