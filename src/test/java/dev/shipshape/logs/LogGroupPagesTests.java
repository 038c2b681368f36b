package dev.shipshape.logs;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class LogGroupPagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Test
    void anEmptyListSaysWhereLogGroupsComeFrom() {
        assertThat(this.mvc.get().uri("/sandbox/log-groups")).hasStatusOk()
            .bodyText()
            .contains("There is no log group yet");
    }

    @Test
    void aLogGroupIsListedFilteredAndDeletedOnceItsNameWasTyped() {
        Connection sandbox = this.connections.named(Connection.SANDBOX);
        this.clients.logs(sandbox).createLogGroup((group) -> group.logGroupName("/ecs/demo"));
        assertThat(this.mvc.get().uri("/sandbox/log-groups")).bodyText()
            .contains("/ecs/demo", "for ever")
            .doesNotContain("There is no log group yet");
        assertThat(this.mvc.get().uri("/sandbox/log-groups?q=other")).bodyText()
            .contains("No log group matches the filter.");
        assertThat(this.mvc.get().uri("/sandbox/log-groups/deletions/new?name=/ecs/demo")).bodyText()
            .contains("All its lines go with it");
        assertThat(delete("/ecs/demo", "demo")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("is not the log group&#39;s name");
        assertThat(delete("/ecs/demo", "/ecs/demo")).hasRedirectedUrl("/sandbox/log-groups");
        assertThat(delete("/ecs/demo", "/ecs/demo")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(this.clients.logs(sandbox).describeLogGroups().logGroups()).isEmpty();
    }

    private MvcTestResult delete(String name, String confirmation) {
        return this.mvc.post()
            .uri("/sandbox/log-groups/deletions?name={name}", name)
            .with(csrf())
            .param("confirmation", confirmation)
            .exchange();
    }

}
