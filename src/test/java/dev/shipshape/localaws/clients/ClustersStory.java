package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** Clusters, their settings and tags, and what may be asked about an account. */
class ClustersStory implements Story {

    private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:cluster/demo";

    @Override
    public void tell(Clients aws) {
        assertThat(aws.text("ecs", "CreateCluster", """
                {"clusterName": "demo", "tags": [{"key": "team", "value": "blue"}]}""", "/cluster/clusterArn"))
            .isEqualTo(ARN);
        assertThat(aws.text("ecs", "ListClusters", "{}", "/clusterArns/0")).isEqualTo(ARN);
        settings(aws);
        providers(aws);
        tags(aws);
        account(aws);
        assertThat(aws.call("ecs", "ListAttributes", """
                {"cluster": "demo", "targetType": "container-instance"}""").at("/attributes")).isEmpty();
        assertThat(aws.text("ecs", "DeleteCluster", "{\"cluster\": \"demo\"}", "/cluster/status"))
            .isEqualTo("INACTIVE");
        assertThat(aws.refused("ecs", "DeleteCluster", "{\"cluster\": \"demo\"}")).contains("ClusterNotFoundException");
    }

    private static void settings(Clients aws) {
        assertThat(aws.text("ecs", "UpdateClusterSettings", """
                {"cluster": "demo", "settings": [{"name": "containerInsights", "value": "enabled"}]}""",
                "/cluster/settings/0/value"))
            .isEqualTo("enabled");
        aws.call("ecs", "UpdateCluster", """
                {"cluster": "demo", "configuration": {"executeCommandConfiguration": {"logging": "NONE"}}}""");
        assertThat(aws.text("ecs", "DescribeClusters", """
                {"clusters": ["demo"], "include": ["CONFIGURATIONS"]}""",
                "/clusters/0/configuration/executeCommandConfiguration/logging"))
            .isEqualTo("NONE");
        assertThat(aws.text("ecs", "DescribeClusters", """
                {"clusters": ["demo", "none"], "include": ["SETTINGS", "STATISTICS"]}""", "/failures/0/reason"))
            .isEqualTo("MISSING");
    }

    private static void providers(Clients aws) {
        assertThat(aws.call("ecs", "PutClusterCapacityProviders", """
                {"cluster": "demo", "capacityProviders": ["FARGATE", "FARGATE_SPOT"],
                 "defaultCapacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]}""")
            .at("/cluster/capacityProviders")).hasSize(2);
        aws.call("ecs", "CreateCapacityProvider", """
                {"name": "own", "autoScalingGroupProvider": {"autoScalingGroupArn": "asg"}}""");
        assertThat(aws.text("ecs", "UpdateCapacityProvider", """
                {"name": "own", "autoScalingGroupProvider": {"managedScaling": {"status": "ENABLED"}}}""",
                "/capacityProvider/autoScalingGroupProvider/managedScaling/targetCapacity"))
            .isEqualTo("100");
        assertThat(aws.text("ecs", "DeleteCapacityProvider", "{\"capacityProvider\": \"own\"}",
                "/capacityProvider/updateStatus"))
            .isEqualTo("DELETE_IN_PROGRESS");
        assertThat(aws.text("ecs", "DescribeCapacityProviders", "{\"capacityProviders\": [\"FARGATE\"]}",
                "/capacityProviders/0/status"))
            .isEqualTo("ACTIVE");
    }

    private static void account(Clients aws) {
        assertThat(aws.call("ecs", "ListAccountSettings", "{\"effectiveSettings\": true}").at("/settings"))
            .isNotEmpty();
        assertThat(aws.text("ecs", "PutAccountSettingDefault", """
                {"name": "containerInsights", "value": "enhanced"}""", "/setting/principalArn"))
            .isEqualTo("arn:aws:iam::123456789012:root");
        assertThat(aws.text("ecs", "PutAccountSetting", """
                {"name": "containerInsights", "value": "disabled"}""", "/setting/value")).isEqualTo("disabled");
        assertThat(aws.text("ecs", "DeleteAccountSetting", "{\"name\": \"containerInsights\"}", "/setting/value"))
            .isEqualTo("enhanced");
    }

    private static void tags(Clients aws) {
        aws.call("ecs", "TagResource", """
                {"resourceArn": "%s", "tags": [{"key": "stage", "value": "test"}]}""".formatted(ARN));
        aws.call("ecs", "UntagResource", """
                {"resourceArn": "%s", "tagKeys": ["team"]}""".formatted(ARN));
        assertThat(aws.call("ecs", "ListTagsForResource", "{\"resourceArn\": \"%s\"}".formatted(ARN)).at("/tags"))
            .singleElement()
            .satisfies((tag) -> assertThat(tag.at("/key").asString()).isEqualTo("stage"));
    }

}
