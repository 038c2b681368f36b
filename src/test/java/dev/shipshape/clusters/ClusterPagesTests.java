package dev.shipshape.clusters;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class ClusterPagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private ResourceLedger ledger;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void anEmptyListSaysWhatToDo() {
        assertThat(this.mvc.get().uri("/sandbox/clusters")).hasStatusOk()
            .bodyText()
            .contains("There is no cluster yet", "Create cluster");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerIsNotOfferedWhatOnlyOperatorsMay() {
        assertThat(this.mvc.get().uri("/sandbox/clusters")).hasStatusOk().bodyText().doesNotContain("Create cluster");
        assertThat(this.mvc.get().uri("/sandbox/clusters/new")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.mvc.post().uri("/sandbox/clusters").with(csrf()).param("name", "demo"))
            .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void creatingAClusterMakesItOnAwsAndInTheLedger() {
        assertThat(create("demo", "FARGATE", "team=blue")).hasStatus3xxRedirection()
            .hasRedirectedUrl("/sandbox/clusters/demo");
        assertThat(this.clients.ecs(this.sandbox).describeClusters((request) -> request.clusters("demo")).clusters())
            .singleElement()
            .satisfies((cluster) -> assertThat(cluster.status()).isEqualTo("ACTIVE"));
        assertThat(this.ledger.standing()).singleElement().satisfies((entry) -> {
            assertThat(entry.resource().name()).isEqualTo("demo");
            assertThat(entry.getPerson()).isEqualTo("operator");
        });
        assertThat(this.mvc.get().uri("/sandbox/clusters/demo")).hasStatusOk().bodyText().contains("demo", "Active");
        assertThat(this.mvc.get().uri("/sandbox/clusters/demo/tags")).bodyText().contains("team", "blue");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "two words", "ümlaut", "a/b", "<script>" })
    void aWrongNameIsExplainedAndWhatWasTypedStays(String name) {
        assertThat(create(name, "FARGATE_SPOT", "team=blue")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("A name has 1 to 255 letters", "team=blue")
            .doesNotContain("<script>\"");
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void wrongTagsAreExplained() {
        assertThat(create("demo", "FARGATE", "aws:mine=1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Keys that begin with aws: are AWS&#39;s own", "aws:mine=1");
    }

    @Test
    void aNameThatIsTakenIsRefusedAndTheOldClusterStaysSomeoneElses() {
        this.clients.ecs(this.sandbox).createCluster((request) -> request.clusterName("theirs"));
        assertThat(create("theirs", "FARGATE", "")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("There is a cluster of this name already");
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void deletingNeedsTheNameAndMakesItGone() {
        create("demo", "FARGATE", "");
        assertThat(delete("demo", "dem")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("is not the cluster&#39;s name");
        assertThat(delete("demo", "demo")).hasRedirectedUrl("/sandbox/clusters");
        assertThat(this.ledger.standing()).isEmpty();
        assertThat(this.mvc.get().uri("/sandbox/clusters/demo")).hasStatus(HttpStatus.NOT_FOUND)
            .bodyText()
            .contains("There is no cluster");
    }

    @Test
    void whatAClientLeavesOutIsLeftEmpty() {
        assertThat(this.mvc.post().uri("/sandbox/clusters").with(csrf()).param("name", "bare"))
            .hasRedirectedUrl("/sandbox/clusters/bare");
        assertThat(this.mvc.post().uri("/sandbox/clusters").with(csrf())).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("A name has 1 to 255 letters")
            .doesNotContain("must not be null");
    }

    @Test
    void anUnknownConnectionIsNotFound() {
        assertThat(this.mvc.get().uri("/nowhere/clusters")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void theListIsFilteredAndOrderedOnTheServer() {
        create("alpha", "FARGATE", "");
        create("beta", "FARGATE", "");
        assertThat(this.mvc.get().uri("/sandbox/clusters?q=bet")).bodyText()
            .contains("clusters/beta")
            .doesNotContain("clusters/alpha");
    }

    private MvcTestResult create(String name, String provider, String tags) {
        return this.mvc.post()
            .uri("/sandbox/clusters")
            .with(csrf())
            .param("name", name)
            .param("provider", provider)
            .param("tags", tags)
            .exchange();
    }

    private MvcTestResult delete(String name, String confirmation) {
        return this.mvc.post()
            .uri("/sandbox/clusters/{name}/deletions", name)
            .with(csrf())
            .param("confirmation", confirmation)
            .exchange();
    }

}
