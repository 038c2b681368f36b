package dev.shipshape.localaws.tagging;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tags across services, by the Resource Groups Tagging API reference. */
class TaggingTests {

    private static final String GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/demo";

    private static final String REPOSITORY = "arn:aws:ecr:us-east-1:123456789012:repository/web";

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private ResourceGroupsTaggingApiClient tagging;

    private String cluster = "";

    private String vpc = "";

    @BeforeEach
    void makeThings() {
        this.tagging = aws.client(ResourceGroupsTaggingApiClient.builder());
        this.cluster = aws.ecs().createCluster((request) -> request.clusterName("demo")).cluster().clusterArn();
        aws.client(EcrClient.builder()).createRepository((request) -> request.repositoryName("web"));
        aws.client(CloudWatchLogsClient.builder()).createLogGroup((request) -> request.logGroupName("/ecs/demo"));
        this.vpc = "arn:aws:ec2:us-east-1:123456789012:vpc/"
                + aws.client(Ec2Client.builder()).describeVpcs().vpcs().get(0).vpcId();
    }

    @Test
    void whatIsTaggedIsFoundByTagAndTypeAndArn() {
        assertThat(this.tagging.getResources().resourceTagMappingList()).isEmpty();
        tag(Map.of("team", "blue"), this.cluster, REPOSITORY, GROUP, this.vpc);
        tag(Map.of("stage", "test"), this.cluster);
        assertThat(find(GetResourcesRequest.builder())).containsExactlyInAnyOrder(this.cluster, REPOSITORY, GROUP,
                this.vpc);
        assertThat(find(GetResourcesRequest.builder().resourceTypeFilters("ecs", "logs:log-group")))
            .containsExactlyInAnyOrder(this.cluster, GROUP);
        assertThat(find(GetResourcesRequest.builder().resourceTypeFilters("ec2:vpc"))).containsExactly(this.vpc);
        assertThat(find(GetResourcesRequest.builder().tagFilters(filter("team", "red", "blue"), filter("stage"))))
            .containsExactly(this.cluster);
        assertThat(find(GetResourcesRequest.builder().resourceARNList(GROUP))).containsExactly(GROUP);
        assertThat(
                this.tagging.getResourcesPaginator((request) -> request.resourcesPerPage(1)).resourceTagMappingList())
            .hasSize(4);
        assertThat(this.tagging.getTagKeys().tagKeys()).containsExactly("stage", "team");
        assertThat(this.tagging.getTagValues((request) -> request.key("team")).tagValues()).containsExactly("blue");
        this.tagging.untagResources(
                (request) -> request.resourceARNList(this.cluster, REPOSITORY, GROUP, this.vpc).tagKeys("team"));
        assertThat(find(GetResourcesRequest.builder())).containsExactly(this.cluster);
    }

    @Test
    @DisplayName("TagResources: what fails is told in FailedResourcesMap, the others are tagged")
    void whatFailsIsTold() {
        String none = "arn:aws:ecr:us-east-1:123456789012:repository/none";
        String foreign = "arn:aws:s3:::bucket";
        assertThat(this.tagging
            .tagResources((request) -> request.resourceARNList(none, foreign, GROUP).tags(Map.of("team", "blue")))
            .failedResourcesMap()).containsOnlyKeys(none, foreign);
        assertThat(find(GetResourcesRequest.builder())).containsExactly(GROUP);
    }

    @Test
    void wrongQuestionsAreRefused() {
        for (GetResourcesRequest.Builder wrong : List.of(GetResourcesRequest.builder().resourcesPerPage(101),
                GetResourcesRequest.builder().tagsPerPage(7),
                GetResourcesRequest.builder().resourceARNList(GROUP).resourceTypeFilters("ecs"),
                GetResourcesRequest.builder().tagFilters(filter("")),
                GetResourcesRequest.builder().excludeCompliantResources(true))) {
            assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> this.tagging.getResources(wrong.build()));
        }
    }

    private void tag(Map<String, String> tags, String... arns) {
        assertThat(
                this.tagging.tagResources((request) -> request.resourceARNList(arns).tags(tags)).failedResourcesMap())
            .isEmpty();
    }

    private List<String> find(GetResourcesRequest.Builder request) {
        return this.tagging.getResources(request.build())
            .resourceTagMappingList()
            .stream()
            .map(ResourceTagMapping::resourceARN)
            .toList();
    }

    private static TagFilter filter(String key, String... values) {
        return TagFilter.builder().key(key).values(values).build();
    }

}
