package dev.shipshape.localaws.clients;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What ECS can do and the sandbox cannot: each call gets a refusal that AWS has too. */
class RefusalsStory implements Story {

    private static final String SERVICE = "{\"serviceArn\": \"arn:aws:ecs:us-east-1:123456789012:service/demo/web\"}";

    private static final String DAEMON = "{\"daemonArn\": \"arn:aws:ecs:us-east-1:123456789012:daemon/demo/agent\"}";

    private static final Map<String, String> DAEMON_CALLS = Map.of("CreateDaemon", """
            {"daemonName": "agent", "daemonTaskDefinitionArn": "agent:1", "capacityProviderArns": ["own"]}""",
            "ListDaemons", "{}", "ListDaemonDeployments", DAEMON, "DescribeDaemonDeployments",
            "{\"daemonDeploymentArns\": [\"one\"]}", "DescribeDaemonRevisions", "{\"daemonRevisionArns\": [\"one\"]}");

    private static final Map<String, String> DAEMON_DEFINITION_CALLS = Map.of("RegisterDaemonTaskDefinition", """
            {"family": "agent", "containerDefinitions": [{"name": "agent", "image": "agent:1"}]}""",
            "DescribeDaemonTaskDefinition", "{\"daemonTaskDefinition\": \"agent:1\"}", "DeleteDaemonTaskDefinition",
            "{\"daemonTaskDefinition\": \"agent:1\"}", "ListDaemonTaskDefinitions", "{}");

    @Override
    public void tell(Clients aws) {
        aws.call("ecs", "CreateCluster", "{\"clusterName\": \"demo\"}");
        assertThat(aws.refused("ecs", "ExecuteCommand", """
                {"cluster": "demo", "task": "none", "command": "sh", "interactive": true}"""))
            .contains("InvalidParameterException");
        assertThat(aws.refused("ecs", "CreateExpressGatewayService",
                """
                        {"executionRoleArn": "role", "infrastructureRoleArn": "role", "primaryContainer": {"image": "nginx"}}"""))
            .contains("UnsupportedFeatureException");
        assertThat(aws.refused("ecs", "DescribeExpressGatewayService", SERVICE)).contains("ResourceNotFoundException");
        assertThat(aws.refused("ecs", "UpdateExpressGatewayService", SERVICE)).contains("ServiceNotFoundException");
        assertThat(aws.refused("ecs", "DeleteExpressGatewayService", SERVICE)).contains("ServiceNotFoundException");
        DAEMON_CALLS.forEach((operation, input) -> assertThat(aws.refused("ecs", operation, input))
            .contains("UnsupportedFeatureException"));
        DAEMON_DEFINITION_CALLS.forEach(
                (operation, input) -> assertThat(aws.refused("ecs", operation, input)).contains("ClientException"));
        for (String operation : new String[] { "DescribeDaemon", "DeleteDaemon" }) {
            assertThat(aws.refused("ecs", operation, DAEMON)).contains("DaemonNotFoundException");
        }
        assertThat(aws.refused("ecs", "UpdateDaemon", """
                {"daemonArn": "arn:aws:ecs:us-east-1:123456789012:daemon/demo/agent",
                 "daemonTaskDefinitionArn": "agent:1", "capacityProviderArns": ["own"]}"""))
            .contains("DaemonNotFoundException");
    }

}
