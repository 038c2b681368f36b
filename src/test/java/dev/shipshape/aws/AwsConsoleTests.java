package dev.shipshape.aws;

import java.net.URI;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a thing's page in AWS's own console is. */
class AwsConsoleTests {

    private static final Connection PROD = new Connection("prod", "eu-west-1", null, null, null, false);

    private static final String HOST = "https://eu-west-1.console.aws.amazon.com";

    @Test
    void eachKindHasItsPage() {
        assertThat(AwsConsole.cluster(PROD, "demo")).isEqualTo(HOST + "/ecs/v2/clusters/demo?region=eu-west-1");
        assertThat(AwsConsole.service(PROD, "demo", "api"))
            .isEqualTo(HOST + "/ecs/v2/clusters/demo/services/api?region=eu-west-1");
        assertThat(AwsConsole.task(PROD, "demo", "0123"))
            .isEqualTo(HOST + "/ecs/v2/clusters/demo/tasks/0123?region=eu-west-1");
        assertThat(AwsConsole.family(PROD, "web")).isEqualTo(HOST + "/ecs/v2/task-definitions/web?region=eu-west-1");
        assertThat(AwsConsole.revision(PROD, "web", 3))
            .isEqualTo(HOST + "/ecs/v2/task-definitions/web/3?region=eu-west-1");
        assertThat(AwsConsole.repository(PROD, "123456789012", "shop/web"))
            .isEqualTo(HOST + "/ecr/repositories/private/123456789012/shop/web?region=eu-west-1");
        assertThat(AwsConsole.logGroup(PROD, "/ecs/web"))
            .isEqualTo(HOST + "/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Fecs$252Fweb");
    }

    @Test
    void otherPartitionsHaveTheirOwnHost() {
        assertThat(AwsConsole.cluster(PROD.in("cn-north-1"), "demo"))
            .startsWith("https://cn-north-1.console.amazonaws.cn/");
        assertThat(AwsConsole.cluster(PROD.in("us-gov-west-1"), "demo"))
            .startsWith("https://us-gov-west-1.console.amazonaws-us-gov.com/");
    }

    @Test
    void whatIsNotAwsItselfHasNone() {
        URI endpoint = URI.create("http://127.0.0.1:4566");
        assertThat(AwsConsole.cluster(new Connection("sandbox", "us-east-1", null, null, endpoint, true), "demo"))
            .isNull();
        assertThat(AwsConsole.logGroup(new Connection("other", "us-east-1", null, null, endpoint, false), "a"))
            .isNull();
    }

}
