package dev.shipshape.logs;

import java.time.Instant;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.Scouts;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The log groups of ECS are found by name and by use, and not those of others. */
@ConsoleTest
class FoundLogGroupsTests {

    @Autowired
    private Workplace workplace;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Scouts scouts;

    @Test
    void thoseOfEcsAreFoundAndANewcomerIsLeftAlone() {
        Connection sandbox = this.workplace.sandbox();
        CloudWatchLogsClient logs = this.clients.logs(sandbox);
        this.workplace.cluster();
        logs.createLogGroup((request) -> request.logGroupName("/aws/ecs/containerinsights/demo/performance"));
        logs.createLogGroup((request) -> request.logGroupName("/aws/lambda/other"));
        for (int number = 0; number < 60; number++) {
            String name = "/ecs/many/" + number;
            logs.createLogGroup((request) -> request.logGroupName(name));
        }
        assertThat(this.scouts.at(sandbox).names("log-group")).hasSize(61)
            .contains("/aws/ecs/containerinsights/demo/performance", "/ecs/many/59");
        Resource group = this.scouts.one(sandbox, "log-group", "/ecs/many/0").resource();
        assertThat(group.facts()).containsEntry("billed", "logs");
        Remover remover = this.scouts.remover("log-group");
        Resource older = new Resource(group.kind(), group.name(), null, group.arn(), Instant.EPOCH, group.facts());
        assertThat(remover.isGone(sandbox, older)).isTrue();
        remover.remove(sandbox, older);
        assertThat(remover.isGone(sandbox, group)).isFalse();
        remover.remove(sandbox, group);
        assertThat(remover.isGone(sandbox, group)).isTrue();
        remover.remove(sandbox, group);
    }

}
