package dev.shipshape.localaws.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.RawCall;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.iam.IamClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What can be made to go wrong, as an SDK meets it that does not try again. */
class FaultTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-06-01T00:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.REALISTIC, clock);

    private final Steering steering = new Steering(aws);

    private EcsClient ecs;

    private String subnet;

    @BeforeEach
    void makeCluster() {
        this.ecs = aws
            .client(EcsClient.builder().overrideConfiguration((on) -> on.retryStrategy(AwsRetryStrategy.doNotRetry())));
        this.ecs.createCluster((cluster) -> cluster.clusterName("demo"));
        this.ecs.registerTaskDefinition((definition) -> definition.family("web")
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx:1").build()));
        this.subnet = aws.subnet();
    }

    private RunTaskResponse run(int count) {
        return this.ecs.runTask((task) -> task.cluster("demo")
            .taskDefinition("web")
            .launchType(LaunchType.FARGATE)
            .count(count)
            .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(this.subnet))));
    }

    private int tasks() {
        return this.ecs.listTasks((tasks) -> tasks.cluster("demo")).taskArns().size();
    }

    private String refusal(String fault) {
        this.steering.fault(fault);
        AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, () -> run(1));
        return refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
    }

    @Test
    void theNextCallIsRefusedAndTheOneAfterItIsNot() {
        assertThat(refusal("{\"operation\": \"ecs:RunTask\", \"kind\": \"throttling\", \"next\": 1}"))
            .isEqualTo("400 ThrottlingException");
        assertThat(refusal("{\"operation\": \"ecs:*\", \"kind\": \"serverError\", \"next\": 1}"))
            .isEqualTo("500 ServerException");
        assertThat(refusal("{\"kind\": \"accessDenied\", \"next\": 1}")).isEqualTo("400 AccessDeniedException");
        assertThat(this.steering.get("faults")).isEqualTo("{\"faults\":[]}");
        assertThat(tasks()).isZero();
        assertThat(run(1).tasks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "throttling, 503 RequestLimitExceeded, 400 Throttling",
            "serverError, 500 InternalError, 500 ServiceFailure",
            "accessDenied, 403 UnauthorizedOperation, 403 AccessDenied" })
    void eachServiceHasItsOwnWords(String kind, String ofEc2, String ofIam) {
        this.steering.fault("{\"kind\": \"" + kind + "\"}");
        AwsServiceException ec2 = catchThrowableOfType(AwsServiceException.class, () -> aws
            .client(Ec2Client.builder().overrideConfiguration((on) -> on.retryStrategy(AwsRetryStrategy.doNotRetry())))
            .describeVpcs());
        assertThat(ec2.statusCode() + " " + ec2.awsErrorDetails().errorCode()).isEqualTo(ofEc2);
        AwsServiceException iam = catchThrowableOfType(AwsServiceException.class, () -> aws
            .client(IamClient.builder().overrideConfiguration((on) -> on.retryStrategy(AwsRetryStrategy.doNotRetry())))
            .listRoles());
        assertThat(iam.statusCode() + " " + iam.awsErrorDetails().errorCode()).isEqualTo(ofIam);
    }

    @Test
    void theSameSeedRefusesTheSameCalls() {
        String fault = "{\"operation\": \"ecs:ListClusters\", \"kind\": \"throttling\", \"probability\": 0.5, "
                + "\"seed\": 42}";
        List<List<Boolean>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            this.steering.fault(fault);
            List<Boolean> refused = new ArrayList<>();
            for (int call = 0; call < 20; call++) {
                refused.add(catchThrowableOfType(EcsException.class, this.ecs::listClusters) != null);
            }
            runs.add(refused);
            assertThat(this.steering.send("DELETE", "faults", "").statusCode()).isEqualTo(204);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains(true, false);
    }

    @Test
    void aLostReplyLeavesTheWorkDone() {
        this.steering.fault("{\"operation\": \"ecs:RunTask\", \"kind\": \"replyDropped\", \"next\": 1}");
        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> run(1));
        assertThat(tasks()).isOne();
    }

    @Test
    void aSlowCallWaitsWithoutKeepingOthersWaiting() {
        this.steering.fault("{\"operation\": \"ecs:ListClusters\", \"kind\": \"latency\", \"latencyMillis\": 300}");
        long start = System.nanoTime();
        this.ecs.listServices((services) -> services.cluster("demo"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
        start = System.nanoTime();
        this.ecs.listClusters();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void someOrAllOfATaskRunFailWithStatus200() {
        this.steering.fault("{\"operation\": \"ecs:RunTask\", \"kind\": \"failures\", \"failing\": 2, \"next\": 1}");
        RunTaskResponse some = run(3);
        assertThat(some.tasks()).hasSize(1);
        assertThat(some.failures()).extracting(Failure::reason)
            .hasSize(2)
            .allSatisfy((reason) -> assertThat(reason).startsWith("Capacity is unavailable at this time."));
        this.steering.fault("{\"operation\": \"ecs:RunTask\", \"kind\": \"capacity\", \"next\": 1}");
        RunTaskResponse all = run(3);
        assertThat(all.tasks()).isEmpty();
        assertThat(all.failures()).hasSize(3);
        assertThat(tasks()).isOne();
    }

    @Test
    void someOfWhatIsDescribedOrDeletedFails() {
        this.steering.fault(
                "{\"operation\": \"ecs:DescribeClusters\", \"kind\": \"failures\", \"failing\": 1, \"reason\": \"LOST\"}");
        DescribeClustersResponse clusters = this.ecs.describeClusters((two) -> two.clusters("demo", "other"));
        assertThat(clusters.clusters()).hasSize(1);
        assertThat(clusters.failures()).extracting(Failure::reason).containsExactly("LOST");
        EcrClient ecr = aws.client(EcrClient.builder());
        ecr.createRepository((repository) -> repository.repositoryName("web"));
        this.steering.fault("{\"operation\": \"ecr:BatchDeleteImage\", \"kind\": \"failures\", "
                + "\"reason\": \"ImageReferencedByManifestList\"}");
        assertThat(ecr
            .batchDeleteImage(
                    (images) -> images.repositoryName("web").imageIds(ImageIdentifier.builder().imageTag("1").build()))
            .failures()).singleElement().satisfies((failure) -> {
                assertThat(failure.failureCode()).isEqualTo(ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST);
                assertThat(failure.imageId().imageTag()).isEqualTo("1");
            });
    }

    /** ECS developer guide, "Service event messages". */
    @Test
    void aServiceSaysThatCapacityIsShortAndGoesOnLater() {
        this.steering.fault("{\"operation\": \"ecs:CreateService\", \"kind\": \"capacity\", \"next\": 1}");
        this.ecs.createService((service) -> service.cluster("demo")
            .serviceName("web")
            .taskDefinition("web")
            .desiredCount(1)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(this.subnet))));
        assertThat(service().events().get(0).message()).startsWith("(service web) was unable to place a task. Reason: "
                + "Capacity is unavailable at this time. Please try again later or in a different availability zone.");
        clock.advance(Duration.ofHours(1));
        assertThat(service().pendingCount()).isOne();
        clock.advance(Duration.ofMinutes(1));
        assertThat(service().runningCount()).isOne();
    }

    private Service service() {
        return this.ecs.describeServices((services) -> services.cluster("demo").services("web")).services().get(0);
    }

    @Test
    void aPullThatNeverEndsKeepsTheTaskPendingUntilItIsStopped() {
        this.steering.fault("{\"kind\": \"imagePull\", \"next\": 1}");
        String arn = run(1).tasks().get(0).taskArn();
        clock.advance(Duration.ofDays(1));
        assertThat(task(arn).lastStatus()).isEqualTo("PENDING");
        String next = run(1).tasks().get(0).taskArn();
        clock.advance(Duration.ofMinutes(1));
        assertThat(task(next).lastStatus()).isEqualTo("RUNNING");
        this.ecs.stopTask((task) -> task.cluster("demo").task(arn));
        clock.advance(Duration.ofMinutes(1));
        assertThat(task(arn).lastStatus()).isEqualTo("STOPPED");
    }

    private Task task(String arn) {
        return this.ecs.describeTasks((tasks) -> tasks.cluster("demo").tasks(arn)).tasks().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "nonsense", "{}", "{\"kind\": \"rain\"}",
            "{\"kind\": \"throttling\", \"operation\": \"ecs:MakeCoffee\"}",
            "{\"kind\": \"throttling\", \"operation\": \"s3:*\"}", "{\"kind\": \"throttling\", \"probability\": 0}",
            "{\"kind\": \"throttling\", \"probability\": 2}", "{\"kind\": \"throttling\", \"next\": 0}",
            "{\"kind\": \"throttling\", \"next\": \"one\"}", "{\"kind\": \"throttling\", \"latencyMillis\": 1}",
            "{\"kind\": \"latency\"}", "{\"kind\": \"failures\", \"operation\": \"ecs:CreateCluster\"}",
            "{\"kind\": \"throttling\", \"colour\": \"red\"}", "{\"kind\": \"throttling\", \"seed\": 1.5}" })
    void whatIsNoFaultIsRefusedAndSaysWhatIsAllowed(String body) {
        HttpResponseAssert.isRefused(this.steering.post("faults", body), 400);
        assertThat(this.steering.get("faults")).isEqualTo("{\"faults\":[]}");
    }

    @Test
    void faultsAreListedTakenBackAndForgottenByAReset() {
        this.steering.fault("{\"kind\": \"throttling\", \"next\": 3, \"seed\": 7}");
        assertThat(this.steering.get("faults")).contains("\"kind\":\"throttling\"", "\"next\":3", "\"seed\":7");
        String id = this.steering.get("faults").replaceFirst("(?s).*\"id\":(\\d+).*", "$1");
        assertThat(this.steering.send("DELETE", "faults/" + id, "").statusCode()).isEqualTo(204);
        HttpResponseAssert.isRefused(this.steering.send("DELETE", "faults/" + id, ""), 404);
        this.steering.fault("{\"kind\": \"throttling\"}");
        aws.reset();
        assertThat(this.steering.get("faults")).isEqualTo("{\"faults\":[]}");
    }

    @Test
    void onlyThisMachineAndNoWebPageMaySteer() {
        RawCall page = RawCall.plain(aws, "/_localaws/faults").body("{\"kind\": \"throttling\"}");
        HttpResponseAssert.isRefused(page.with("Origin", "http://127.0.0.1").send(), 403);
        RawCall image = RawCall.plain(aws, "/_localaws/requests").method("GET");
        HttpResponseAssert.isRefused(image.with("Sec-Fetch-Site", "cross-site").send(), 403);
        RawCall proxied = RawCall.plain(aws, "/_localaws/requests").method("GET");
        HttpResponseAssert.isRefused(proxied.with("X-Forwarded-For", "198.51.100.7").send(), 403);
        HttpResponseAssert.isRefused(this.steering.send("PUT", "faults", "{}"), 405);
        HttpResponseAssert.isRefused(this.steering.send("GET", "nothing", ""), 404);
    }

}
