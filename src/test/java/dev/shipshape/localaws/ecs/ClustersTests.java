package dev.shipshape.localaws.ecs;

import java.util.stream.IntStream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClustersTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcsClient ecs;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
    }

    @Test
    void aClusterIsMadeWithWhatWasAskedFor() {
        Cluster cluster = this.ecs
            .createCluster((request) -> request.clusterName("demo")
                .settings(ClusterSetting.builder().name("containerInsights").value("enabled").build())
                .capacityProviders("FARGATE", "FARGATE_SPOT")
                .defaultCapacityProviderStrategy(strategy("FARGATE_SPOT"))
                .tags(tag("team", "blue")))
            .cluster();
        assertThat(cluster.clusterArn()).isEqualTo("arn:aws:ecs:us-east-1:123456789012:cluster/demo");
        assertThat(cluster.status()).isEqualTo("ACTIVE");
        assertThat(cluster.tags()).hasSize(1);
        Cluster described = describe(ClusterField.SETTINGS, ClusterField.TAGS, ClusterField.STATISTICS).clusters()
            .get(0);
        assertThat(described.settings().get(0).value()).isEqualTo("enabled");
        assertThat(described.capacityProviders()).containsExactly("FARGATE", "FARGATE_SPOT");
        assertThat(described.defaultCapacityProviderStrategy().get(0).weight()).isEqualTo(1);
        assertThat(described.tags().get(0).value()).isEqualTo("blue");
        assertThat(described.statistics()).extracting(KeyValuePair::name)
            .contains("runningFargateTasksCount", "activeEC2ServiceCount");
        assertThat(described.runningTasksCount()).isZero();
    }

    @Test
    void settingsTagsAndStatisticsAreLeftOutUnlessAskedFor() {
        this.ecs.createCluster((request) -> request.clusterName("demo").tags(tag("a", "b")));
        Cluster described = describe().clusters().get(0);
        assertThat(described.settings()).isEmpty();
        assertThat(described.tags()).isEmpty();
        assertThat(described.statistics()).isEmpty();
    }

    @Test
    void aClusterWithoutANameIsTheDefaultOne() {
        this.ecs.createCluster();
        assertThat(this.ecs.describeClusters().clusters()).extracting(Cluster::clusterName).containsExactly("default");
    }

    @Test
    void makingAClusterTwiceGivesTheFirst() {
        this.ecs.createCluster((request) -> request.clusterName("demo").tags(tag("a", "b")));
        this.ecs.createCluster((request) -> request.clusterName("demo"));
        assertThat(this.ecs.listClusters().clusterArns()).hasSize(1);
        assertThat(describe(ClusterField.TAGS).clusters().get(0).tags()).hasSize(1);
    }

    @Test
    void aDeletedClusterIsInactiveAndNotListed() {
        this.ecs.createCluster((request) -> request.clusterName("demo"));
        assertThat(this.ecs.deleteCluster((request) -> request.cluster("demo")).cluster().status())
            .isEqualTo("INACTIVE");
        assertThat(this.ecs.listClusters().clusterArns()).isEmpty();
        assertThat(describe().clusters().get(0).status()).isEqualTo("INACTIVE");
        assertThatExceptionOfType(ClusterNotFoundException.class)
            .isThrownBy(() -> this.ecs.deleteCluster((request) -> request.cluster("demo")));
        this.ecs.createCluster((request) -> request.clusterName("demo"));
        assertThat(describe().clusters().get(0).status()).isEqualTo("ACTIVE");
    }

    @Test
    void anUnknownClusterIsAFailureAndNoError() {
        DescribeClustersResponse answer = describe();
        assertThat(answer.clusters()).isEmpty();
        assertThat(answer.failures().get(0).reason()).isEqualTo("MISSING");
        assertThat(answer.failures().get(0).arn()).endsWith(":cluster/demo");
    }

    @Test
    void namesAreCheckedAsAwsChecksThem() {
        for (String name : new String[] { "with space", "ümlaut", "a".repeat(256), "a/b" }) {
            assertThatExceptionOfType(InvalidParameterException.class).as(name)
                .isThrownBy(() -> this.ecs.createCluster((request) -> request.clusterName(name)));
        }
    }

    @Test
    void aStrategyMayOnlyNameProvidersOfTheCluster() {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> this.ecs
            .createCluster((request) -> request.defaultCapacityProviderStrategy(strategy("FARGATE"))));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.createCluster((request) -> request.capacityProviders("mine")));
    }

    @Test
    void refusedTagsLeaveNoClusterBehind() {
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.createCluster((request) -> request.clusterName("demo").tags(tag("aws:x", "y"))));
        assertThat(this.ecs.listClusters().clusterArns()).isEmpty();
    }

    @Test
    void listsArePaged() {
        IntStream.range(0, 7)
            .forEach((number) -> this.ecs.createCluster((request) -> request.clusterName("demo-" + number)));
        assertThat(this.ecs.listClusters((request) -> request.maxResults(3)).nextToken()).isNotNull();
        assertThat(this.ecs.listClustersPaginator((request) -> request.maxResults(3)).clusterArns()).hasSize(7)
            .doesNotHaveDuplicates();
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.listClusters((request) -> request.nextToken("!!")));
    }

    @Test
    void tagsAreAddedChangedAndRemoved() {
        String arn = this.ecs.createCluster((request) -> request.clusterName("demo")).cluster().clusterArn();
        this.ecs.tagResource((request) -> request.resourceArn(arn).tags(tag("a", "1"), tag("b", "2")));
        this.ecs.tagResource((request) -> request.resourceArn(arn).tags(tag("a", "3")));
        this.ecs.untagResource((request) -> request.resourceArn(arn).tagKeys("b"));
        assertThat(this.ecs.listTagsForResource((request) -> request.resourceArn(arn)).tags())
            .containsExactly(tag("a", "3"));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static CapacityProviderStrategyItem strategy(String provider) {
        return CapacityProviderStrategyItem.builder().capacityProvider(provider).weight(1).build();
    }

    private DescribeClustersResponse describe(ClusterField... include) {
        return this.ecs.describeClusters((request) -> request.clusters("demo").include(include));
    }

}
