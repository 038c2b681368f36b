package dev.shipshape.localaws.ecs;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.Program;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The hands-on's part in ECS with the AWS CLI, whose model of ECS is its own. */
class CliTests {

    private static final String CONTAINERS = """
            [{"name": "web", "image": "nginx:1", "portMappings": [{"containerPort": 80}],
              "dependsOn": [{"containerName": "database", "condition": "START"}]},
             {"name": "database", "image": "postgres:16", "environment": [{"name": "POSTGRES_DB", "value": "shop"}]}]
            """;

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private Program cli;

    @BeforeEach
    void install() {
        this.cli = Program.aws(aws);
    }

    @Test
    void theCliMakesListsDescribesAndDeletesClusters() {
        assertThat(ecs("create-cluster", "--cluster-name", "demo", "--capacity-providers", "FARGATE", "FARGATE_SPOT",
                "--settings", "name=containerInsights,value=enabled", "--tags", "key=team,value=blue"))
            .contains("\"clusterArn\": \"arn:aws:ecs:us-east-1:123456789012:cluster/demo\"", "\"key\": \"team\"");
        assertThat(ecs("list-clusters", "--query", "clusterArns", "--output", "text")).contains("cluster/demo");
        assertThat(ecs("describe-clusters", "--clusters", "demo", "none", "--include", "SETTINGS", "STATISTICS",
                "--query", "[clusters[0].settings[0].value,failures[0].reason]", "--output", "text"))
            .isEqualToIgnoringNewLines("enabled\tMISSING");
        assertThat(ecs("delete-cluster", "--cluster", "demo", "--query", "cluster.status", "--output", "text"))
            .isEqualToIgnoringNewLines("INACTIVE");
        assertThat(this.cli.fails("", "ecs", "delete-cluster", "--cluster", "demo"))
            .contains("(ClusterNotFoundException)", "Cluster not found.");
    }

    @Test
    void theCliRunsATwoTierTaskAndStopsIt() {
        ecs("create-cluster", "--cluster-name", "demo");
        assertThat(ecs("register-task-definition", "--family", "shop", "--requires-compatibilities", "FARGATE",
                "--network-mode", "awsvpc", "--cpu", "256", "--memory", "512", "--container-definitions", CONTAINERS))
            .contains("task-definition/shop:1", "\"status\": \"ACTIVE\"");
        String arn = ecs("run-task", "--cluster", "demo", "--task-definition", "shop", "--launch-type", "FARGATE",
                "--network-configuration", network(), "--started-by", "shipshape/1/anna", "--tags",
                "key=team,value=blue", "--query", "tasks[0].taskArn", "--output", "text")
            .strip();
        ecs("wait", "tasks-running", "--cluster", "demo", "--tasks", arn);
        assertThat(ecs("list-tasks", "--cluster", "demo", "--started-by", "shipshape/1/anna", "--output", "text"))
            .contains(arn);
        assertThat(ecs("describe-tasks", "--cluster", "demo", "--tasks", arn, "--include", "TAGS")).contains(
                "\"lastStatus\": \"RUNNING\"", "\"bindIP\": \"127.0.0.1\"", "\"name\": \"networkInterfaceId\"",
                "\"value\": \"blue\"");
        String eni = ecs("describe-tasks", "--cluster", "demo", "--tasks", arn, "--query",
                "tasks[0].attachments[0].details[?name=='networkInterfaceId'].value", "--output", "text")
            .strip();
        assertThat(this.cli.run("ec2", "describe-network-interfaces", "--network-interface-ids", eni, "--query",
                "NetworkInterfaces[0].Association.PublicIp", "--output", "text"))
            .startsWith("203.0.113.");
        ecs("stop-task", "--cluster", "demo", "--task", arn, "--reason", "done");
        ecs("wait", "tasks-stopped", "--cluster", "demo", "--tasks", arn);
        assertThat(ecs("describe-tasks", "--cluster", "demo", "--tasks", arn, "--query",
                "tasks[0].[lastStatus,stopCode,stoppedReason]", "--output", "text"))
            .isEqualToIgnoringNewLines("STOPPED\tUserInitiated\tdone");
        ecs("deregister-task-definition", "--task-definition", "shop:1");
        assertThat(ecs("list-task-definition-families", "--status", "ACTIVE", "--output", "text")).isBlank();
        assertThat(this.cli.fails("", "ecs", "run-task", "--cluster", "demo", "--task-definition", "shop:1",
                "--launch-type", "FARGATE", "--network-configuration", network()))
            .contains("(ClientException)", "TaskDefinition is inactive");
        ecs("delete-cluster", "--cluster", "demo");
    }

    @Test
    void theCliDeploysScalesAndDeletesAService() {
        ecs("create-cluster", "--cluster-name", "demo");
        ecs("register-task-definition", "--family", "shop", "--requires-compatibilities", "FARGATE", "--network-mode",
                "awsvpc", "--cpu", "256", "--memory", "512", "--container-definitions", CONTAINERS);
        ecs("create-service", "--cluster", "demo", "--service-name", "web", "--task-definition", "shop",
                "--launch-type", "FARGATE", "--desired-count", "2", "--network-configuration", network());
        ecs("wait", "services-stable", "--cluster", "demo", "--services", "web");
        assertThat(ecs("describe-services", "--cluster", "demo", "--services", "web", "--query",
                "services[0].[runningCount,events[0].message]", "--output", "text"))
            .isEqualToIgnoringNewLines("2\t(service web) has reached a steady state.");
        assertThat(ecs("list-services", "--cluster", "demo", "--output", "text")).contains("service/demo/web");
        ecs("update-service", "--cluster", "demo", "--service", "web", "--desired-count", "0");
        ecs("wait", "services-stable", "--cluster", "demo", "--services", "web");
        ecs("delete-service", "--cluster", "demo", "--service", "web");
        ecs("wait", "services-inactive", "--cluster", "demo", "--services", "web");
        ecs("delete-cluster", "--cluster", "demo");
    }

    private String network() {
        return "awsvpcConfiguration={subnets=[" + aws.subnet() + "],assignPublicIp=ENABLED}";
    }

    private String ecs(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ecs";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return this.cli.run(command);
    }

}
