package dev.shipshape.audit;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class RehearsalTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private ActionLog actions;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Test
    void aFormThatAsksForItsCommandChangesNothing() {
        assertThat(rehearse("demo", "X-Shipshape-Preview")).hasStatusOk()
            .hasHeader("X-Shipshape-Preview", "command")
            .bodyText()
            .contains("aws ecs create-cluster --cluster-name demo")
            .doesNotContain("<html");
        assertThat(this.actions.find(Specification.unrestricted(), 1, 10)).isEmpty();
        assertThat(this.clients.ecs(this.connections.named(Connection.SANDBOX)).listClusters().clusterArns()).isEmpty();
    }

    @Test
    void withoutAScriptTheCommandIsAPage() {
        assertThat(rehearse("demo", "X-Nothing")).hasStatusOk()
            .bodyText()
            .contains("<html", "Nothing was changed", "aws ecs create-cluster --cluster-name demo");
    }

    @Test
    void aFormThatIsNotFilledInHasNoCommand() {
        assertThat(rehearse("two words", "X-Shipshape-Preview")).hasStatusOk()
            .doesNotContainHeader("X-Shipshape-Preview");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void whoMayNotSendAFormMayNotRehearseItEither() {
        assertThat(rehearse("demo", "X-Shipshape-Preview")).hasStatus(HttpStatus.FORBIDDEN);
    }

    private MvcTestResult rehearse(String name, String header) {
        return this.mvc.post()
            .uri("/sandbox/clusters")
            .with(csrf())
            .header(header, "command")
            .param("name", name)
            .param("provider", "FARGATE")
            .param("preview", "command")
            .exchange();
    }

}
