package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that somebody else deploys: a blue task set, a green one, and the
 * change-over.
 */
class TaskSetsStory implements Story {

    private static final String PLACE = "\"cluster\": \"demo\", \"service\": \"web\"";

    @Override
    public void tell(Clients aws) {
        aws.call("ecs", "CreateCluster", "{\"clusterName\": \"demo\"}");
        aws.call("ecs", "RegisterTaskDefinition", """
                {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
                 "memory": "512", "containerDefinitions": [{"name": "web", "image": "nginx:1"}]}""");
        aws.call("ecs", "CreateService", """
                {"cluster": "demo", "serviceName": "web", "desiredCount": 2,
                 "deploymentController": {"type": "EXTERNAL"}}""");
        String blue = create(aws, 100);
        String green = create(aws, 50);
        assertThat(aws.text("ecs", "UpdateServicePrimaryTaskSet",
                "{%s, \"primaryTaskSet\": \"%s\"}".formatted(PLACE, green), "/taskSet/status"))
            .isEqualTo("PRIMARY");
        assertThat(aws.text("ecs", "UpdateTaskSet", """
                {%s, "taskSet": "%s", "scale": {"value": 0, "unit": "PERCENT"}}""".formatted(PLACE, blue),
                "/taskSet/computedDesiredCount"))
            .isEqualTo("0");
        assertThat(aws.text("ecs", "DeleteTaskSet", """
                {%s, "taskSet": "%s", "force": true}""".formatted(PLACE, blue), "/taskSet/status"))
            .isEqualTo("DRAINING");
        assertThat(aws.text("ecs", "DescribeTaskSets", "{%s, \"taskSets\": [\"%s\"]}".formatted(PLACE, green),
                "/taskSets/0/computedDesiredCount"))
            .isEqualTo("1");
    }

    private static String create(Clients aws, int percent) {
        return aws.text("ecs", "CreateTaskSet", """
                {%s, "taskDefinition": "web", "launchType": "FARGATE", "scale": {"value": %d, "unit": "PERCENT"},
                 "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["%s"]}}}""".formatted(PLACE, percent,
                aws.subnet()), "/taskSet/taskSetArn");
    }

}
