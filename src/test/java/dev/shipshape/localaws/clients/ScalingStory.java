package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** A service's scaling, kept and taken off, and tags across services. */
class ScalingStory implements Story {

    private static final String TARGET = "\"ServiceNamespace\": \"ecs\", \"ResourceId\": \"service/demo/web\", "
            + "\"ScalableDimension\": \"ecs:service:DesiredCount\"";

    private static final String ECS = "{\"ServiceNamespace\": \"ecs\"}";

    @Override
    public void tell(Clients aws) {
        aws.call("application-autoscaling", "RegisterScalableTarget",
                "{%s, \"MinCapacity\": 1, \"MaxCapacity\": 4}".formatted(TARGET));
        assertThat(aws.call("application-autoscaling", "DescribeScalableTargets", ECS).at("/ScalableTargets"))
            .hasSize(1);
        aws.call("application-autoscaling", "PutScalingPolicy", """
                {%s, "PolicyName": "cpu", "PolicyType": "TargetTrackingScaling",
                 "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 60, "PredefinedMetricSpecification":
                  {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}}""".formatted(TARGET));
        assertThat(aws.text("application-autoscaling", "DescribeScalingPolicies", ECS, "/ScalingPolicies/0/PolicyName"))
            .isEqualTo("cpu");
        aws.call("application-autoscaling", "PutScheduledAction", """
                {%s, "ScheduledActionName": "night", "Schedule": "rate(1 day)", "ScalableTargetAction":
                 {"MinCapacity": 0}}""".formatted(TARGET));
        assertThat(aws.call("application-autoscaling", "DescribeScheduledActions", ECS).at("/ScheduledActions"))
            .hasSize(1);
        assertThat(aws.call("application-autoscaling", "DescribeScalingActivities", ECS).at("/ScalingActivities"))
            .isEmpty();
        String none = "{\"ResourceARN\": \"arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/1\"";
        assertThat(aws.refused("application-autoscaling", "TagResource", none + ", \"Tags\": {\"team\": \"blue\"}}"))
            .contains("ResourceNotFoundException");
        assertThat(aws.refused("application-autoscaling", "ListTagsForResource", none + "}"))
            .contains("ResourceNotFoundException");
        assertThat(aws.refused("application-autoscaling", "UntagResource", none + ", \"TagKeys\": [\"team\"]}"))
            .contains("ResourceNotFoundException");
        aws.call("application-autoscaling", "DeleteScheduledAction",
                "{%s, \"ScheduledActionName\": \"night\"}".formatted(TARGET));
        aws.call("application-autoscaling", "DeleteScalingPolicy", "{%s, \"PolicyName\": \"cpu\"}".formatted(TARGET));
        aws.call("application-autoscaling", "DeregisterScalableTarget", "{%s}".formatted(TARGET));
        tags(aws);
    }

    private static void tags(Clients aws) {
        aws.call("logs", "CreateLogGroup", "{\"logGroupName\": \"/tagged\"}");
        String arn = "arn:aws:logs:us-east-1:123456789012:log-group:/tagged";
        aws.call("resourcegroupstaggingapi", "TagResources",
                "{\"ResourceARNList\": [\"%s\"], \"Tags\": {\"owner\": \"me\"}}".formatted(arn));
        assertThat(aws.text("resourcegroupstaggingapi", "GetResources", """
                {"TagFilters": [{"Key": "owner", "Values": ["me"]}], "ResourceTypeFilters": ["logs"]}""",
                "/ResourceTagMappingList/0/ResourceARN"))
            .isEqualTo(arn);
        assertThat(aws.call("resourcegroupstaggingapi", "GetTagKeys", "{}").at("/TagKeys"))
            .anySatisfy((key) -> assertThat(key.asString()).isEqualTo("owner"));
        assertThat(aws.text("resourcegroupstaggingapi", "GetTagValues", "{\"Key\": \"owner\"}", "/TagValues/0"))
            .isEqualTo("me");
        aws.call("resourcegroupstaggingapi", "UntagResources",
                "{\"ResourceARNList\": [\"%s\"], \"TagKeys\": [\"owner\"]}".formatted(arn));
        aws.call("logs", "DeleteLogGroup", "{\"logGroupName\": \"/tagged\"}");
    }

}
