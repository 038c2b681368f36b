package dev.shipshape.localaws.clients;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A container instance with its agent, a task on it, and a task that is protected. */
class ContainerInstancesStory implements Story {

    @Override
    public void tell(Clients aws) {
        aws.call("ecs", "CreateCluster", "{\"clusterName\": \"demo\"}");
        String instance = register(aws);
        attributes(aws, instance);
        run(aws, instance);
        protect(aws);
        agent(aws, instance);
        leave(aws, instance);
    }

    private static String register(Clients aws) {
        String instance = aws.text("ecs", "RegisterContainerInstance", """
                {"cluster": "demo", "versionInfo": {"agentVersion": "1.60.0"}, "totalResources": [
                 {"name": "CPU", "type": "INTEGER", "integerValue": 2048},
                 {"name": "MEMORY", "type": "INTEGER", "integerValue": 3955}]}""",
                "/containerInstance/containerInstanceArn");
        assertThat(aws.run("ecs", "list-container-instances", "--cluster", "demo", "--filter",
                "attribute:ecs.os-type == linux", "--query", "containerInstanceArns[0]", "--output", "text"))
            .isEqualToIgnoringNewLines(instance);
        return instance;
    }

    private static void run(Clients aws, String instance) {
        aws.call("ecs", "RegisterTaskDefinition", """
                {"family": "job", "containerDefinitions": [
                 {"name": "job", "image": "busybox", "cpu": 1024, "memory": 256}]}""");
        JsonNode run = aws.call("ecs", "RunTask", "{\"cluster\": \"demo\", \"taskDefinition\": \"job\", \"count\": 3}");
        assertThat(run.at("/tasks")).hasSize(2);
        assertThat(run.at("/failures/0/reason").asString()).isEqualTo("RESOURCE:CPU");
        assertThat(aws.text("ecs", "StartTask", """
                {"cluster": "demo", "taskDefinition": "job", "containerInstances": ["%s"]}""".formatted(instance),
                "/failures/0/reason"))
            .isEqualTo("RESOURCE:CPU");
        String task = run.at("/tasks/0/taskArn").asString();
        aws.run("ecs", "wait", "tasks-running", "--cluster", "demo", "--tasks", task);
        JsonNode described = aws.call("ecs", "DescribeContainerInstances", """
                {"cluster": "demo", "containerInstances": ["%s"]}""".formatted(instance));
        assertThat(described.at("/containerInstances/0/runningTasksCount").asInt()).isEqualTo(2);
        assertThat(described.at("/containerInstances/0/remainingResources/0/integerValue").asInt()).isZero();
        String input = """
                {"cluster": "demo", "task": "%s", "status": "STOPPED"}""".formatted(task);
        assertThat(aws.text("ecs", "SubmitTaskStateChange", input, "/acknowledgment")).isNotEmpty();
        assertThat(aws.text("ecs", "SubmitContainerStateChange", input, "/acknowledgment")).isNotEmpty();
        assertThat(aws.text("ecs", "SubmitAttachmentStateChanges", """
                {"cluster": "demo", "attachments": [{"attachmentArn": "arn", "status": "ATTACHED"}]}""",
                "/acknowledgment"))
            .isNotEmpty();
        aws.run("ecs", "wait", "tasks-stopped", "--cluster", "demo", "--tasks", task);
    }

    private static void protect(Clients aws) {
        aws.call("ecs", "CreateService", """
                {"cluster": "demo", "serviceName": "jobs", "taskDefinition": "job", "desiredCount": 1}""");
        aws.run("ecs", "wait", "services-stable", "--cluster", "demo", "--services", "jobs");
        String task = aws.text("ecs", "ListTasks", "{\"cluster\": \"demo\", \"serviceName\": \"jobs\"}", "/taskArns/0");
        String tasks = "\"cluster\": \"demo\", \"tasks\": [\"" + task + "\"]";
        assertThat(aws.text("ecs", "UpdateTaskProtection", "{" + tasks + ", \"protectionEnabled\": true}",
                "/protectedTasks/0/protectionEnabled"))
            .isEqualTo("true");
        assertThat(aws.text("ecs", "GetTaskProtection", "{" + tasks + "}", "/protectedTasks/0/taskArn"))
            .isEqualTo(task);
    }

    private static void agent(Clients aws, String instance) {
        assertThat(aws.text("ecs", "DiscoverPollEndpoint", "{\"cluster\": \"demo\"}", "/endpoint"))
            .startsWith("https://");
        assertThat(aws.text("ecs", "UpdateContainerAgent", """
                {"cluster": "demo", "containerInstance": "%s"}""".formatted(instance),
                "/containerInstance/agentUpdateStatus"))
            .isEqualTo("PENDING");
    }

    private static void leave(Clients aws, String instance) {
        assertThat(aws.text("ecs", "UpdateContainerInstancesState", """
                {"cluster": "demo", "status": "DRAINING", "containerInstances": ["%s"]}""".formatted(instance),
                "/containerInstances/0/status"))
            .isEqualTo("DRAINING");
        assertThat(aws.text("ecs", "DeregisterContainerInstance", """
                {"cluster": "demo", "force": true, "containerInstance": "%s"}""".formatted(instance),
                "/containerInstance/status"))
            .isEqualTo("INACTIVE");
    }

    private static void attributes(Clients aws, String instance) {
        assertThat(aws.text("ecs", "PutAttributes", """
                {"cluster": "demo", "attributes": [{"name": "rack", "value": "7", "targetId": "%s"}]}"""
            .formatted(instance), "/attributes/0/targetId")).isEqualTo(instance);
        assertThat(aws.text("ecs", "ListAttributes", """
                {"cluster": "demo", "targetType": "container-instance", "attributeName": "rack"}""",
                "/attributes/0/value"))
            .isEqualTo("7");
        assertThat(aws.call("ecs", "DeleteAttributes", """
                {"cluster": "demo", "attributes": [{"name": "rack", "targetId": "%s"}]}""".formatted(instance))
            .at("/attributes")).hasSize(1);
    }

}
