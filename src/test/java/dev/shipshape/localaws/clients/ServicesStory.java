package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** A service from its first deployment to its end, with the CLI's own waiters. */
class ServicesStory implements Story {

    @Override
    public void tell(Clients aws) {
        aws.call("ecs", "CreateCluster", "{\"clusterName\": \"demo\"}");
        aws.call("ecs", "RegisterTaskDefinition", """
                {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
                 "memory": "512", "containerDefinitions": [{"name": "web", "image": "nginx:1"}]}""");
        assertThat(aws.text("ecs", "CreateService", """
                {"cluster": "demo", "serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
                 "launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["%s"]}}}"""
            .formatted(aws.subnet()), "/service/status")).isEqualTo("ACTIVE");
        aws.run("ecs", "wait", "services-stable", "--cluster", "demo", "--services", "web");
        assertThat(aws.text("ecs", "DescribeServices", "{\"cluster\": \"demo\", \"services\": [\"web\"]}",
                "/services/0/runningCount"))
            .isEqualTo("2");
        assertThat(aws.text("ecs", "ListServices", "{\"cluster\": \"demo\"}", "/serviceArns/0"))
            .isEqualTo("arn:aws:ecs:us-east-1:123456789012:service/demo/web");
        assertThat(aws.text("ecs", "UpdateService", """
                {"cluster": "demo", "service": "web", "desiredCount": 1, "forceNewDeployment": true}""",
                "/service/desiredCount"))
            .isEqualTo("1");
        aws.run("ecs", "wait", "services-stable", "--cluster", "demo", "--services", "web");
        history(aws);
        assertThat(aws.refused("ecs", "DeleteService", "{\"cluster\": \"demo\", \"service\": \"web\"}"))
            .contains("InvalidParameterException", "scaled above 0");
        aws.call("ecs", "DeleteService", "{\"cluster\": \"demo\", \"service\": \"web\", \"force\": true}");
        aws.run("ecs", "wait", "services-inactive", "--cluster", "demo", "--services", "web");
        assertThat(aws.call("ecs", "ListServices", "{\"cluster\": \"demo\"}").at("/serviceArns")).isEmpty();
    }

    private static void history(Clients aws) {
        String deployment = aws.text("ecs", "ListServiceDeployments", """
                {"cluster": "demo", "service": "web", "status": ["SUCCESSFUL"]}""",
                "/serviceDeployments/0/serviceDeploymentArn");
        String revision = aws.text("ecs", "DescribeServiceDeployments",
                "{\"serviceDeploymentArns\": [\"%s\"]}".formatted(deployment),
                "/serviceDeployments/0/targetServiceRevision/arn");
        assertThat(aws.text("ecs", "DescribeServiceRevisions",
                "{\"serviceRevisionArns\": [\"%s\"]}".formatted(revision), "/serviceRevisions/0/taskDefinition"))
            .endsWith("web:1");
        assertThat(
                aws.refused("ecs", "StopServiceDeployment", "{\"serviceDeploymentArn\": \"%s\"}".formatted(deployment)))
            .contains("ConflictException");
        assertThat(aws.refused("ecs", "ContinueServiceDeployment",
                "{\"serviceDeploymentArn\": \"%s\", \"hookId\": \"one\"}".formatted(deployment)))
            .contains("ServiceDeploymentNotFoundException");
        assertThat(aws.call("ecs", "ListServicesByNamespace", "{\"namespace\": \"apps\"}").at("/serviceArns"))
            .isEmpty();
    }

}
