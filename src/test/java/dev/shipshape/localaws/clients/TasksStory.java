package dev.shipshape.localaws.clients;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Task definitions and tasks, with the CLI's own waiters and paginators. */
class TasksStory implements Story {

    private static final String REGISTER = """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
             "memory": "512", "containerDefinitions": [{"name": "web", "image": "nginx:1",
             "portMappings": [{"containerPort": 80}]}]}""";

    @Override
    public void tell(Clients aws) {
        aws.call("ecs", "CreateCluster", "{\"clusterName\": \"demo\"}");
        definitions(aws);
        String task = run(aws);
        stop(aws, task);
        assertThat(aws.call("ecs", "ListContainerInstances", "{\"cluster\": \"demo\"}").at("/containerInstanceArns"))
            .isEmpty();
        assertThat(aws.text("ecs", "DescribeContainerInstances", """
                {"cluster": "demo", "containerInstances": ["0123456789abcdef0123456789abcdef"]}""",
                "/failures/0/reason"))
            .isEqualTo("MISSING");
        forget(aws);
    }

    private static void definitions(Clients aws) {
        for (int revision = 1; revision <= 3; revision++) {
            assertThat(aws.text("ecs", "RegisterTaskDefinition", REGISTER, "/taskDefinition/revision"))
                .isEqualTo(Integer.toString(revision));
        }
        assertThat(aws.text("ecs", "DescribeTaskDefinition", "{\"taskDefinition\": \"web\"}",
                "/taskDefinition/containerDefinitions/0/portMappings/0/hostPort"))
            .isEqualTo("80");
        // The CLI asks for one page after the other and puts them together.
        assertThat(aws.run("ecs", "list-task-definitions", "--page-size", "1", "--query", "length(taskDefinitionArns)"))
            .isEqualToIgnoringNewLines("3");
        assertThat(aws.run("ecs", "list-task-definitions", "--page-size", "1", "--max-items", "2", "--sort", "DESC",
                "--query", "[taskDefinitionArns, NextToken != null]", "--output", "json"))
            .contains("web:3", "web:2", "true")
            .doesNotContain("web:1");
        assertThat(aws.text("ecs", "ListTaskDefinitionFamilies", "{\"status\": \"ACTIVE\"}", "/families/0"))
            .isEqualTo("web");
    }

    private static String run(Clients aws) {
        String task = aws.text("ecs", "RunTask", """
                {"cluster": "demo", "taskDefinition": "web:3", "launchType": "FARGATE", "count": 2,
                 "startedBy": "story", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["%s"]}}}"""
            .formatted(aws.subnet()), "/tasks/0/taskArn");
        aws.run("ecs", "wait", "tasks-running", "--cluster", "demo", "--tasks", task);
        assertThat(aws.text("ecs", "DescribeTasks", """
                {"cluster": "demo", "tasks": ["%s"]}""".formatted(task), "/tasks/0/lastStatus")).isEqualTo("RUNNING");
        assertThat(aws.run("ecs", "list-tasks", "--cluster", "demo", "--started-by", "story", "--page-size", "1",
                "--query", "length(taskArns)"))
            .isEqualToIgnoringNewLines("2");
        return task;
    }

    private static void stop(Clients aws, String task) {
        assertThat(aws.text("ecs", "StopTask", """
                {"cluster": "demo", "task": "%s", "reason": "enough"}""".formatted(task), "/task/desiredStatus"))
            .isEqualTo("STOPPED");
        aws.run("ecs", "wait", "tasks-stopped", "--cluster", "demo", "--tasks", task);
        assertThat(
                aws.text("ecs", "ListTasks", "{\"cluster\": \"demo\", \"desiredStatus\": \"STOPPED\"}", "/taskArns/0"))
            .isEqualTo(task);
    }

    private static void forget(Clients aws) {
        assertThat(aws.text("ecs", "DeregisterTaskDefinition", "{\"taskDefinition\": \"web:1\"}",
                "/taskDefinition/status"))
            .isEqualTo("INACTIVE");
        JsonNode deleted = aws.call("ecs", "DeleteTaskDefinitions", "{\"taskDefinitions\": [\"web:1\", \"web:2\"]}");
        assertThat(deleted.at("/taskDefinitions/0/status").asString()).isEqualTo("DELETE_IN_PROGRESS");
        assertThat(deleted.at("/failures")).hasSize(1);
    }

}
