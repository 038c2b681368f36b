package dev.shipshape.clusters;

import java.util.Objects;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.Many;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class ManyClustersTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    private EcsClient ecs;

    @BeforeEach
    void twoEmptyAndOneThatIsNot() {
        Connection sandbox = this.connections.named(Connection.SANDBOX);
        this.ecs = this.clients.ecs(sandbox);
        for (String name : new String[] { "alpha", "beta", "gamma" }) {
            this.ecs.createCluster((cluster) -> cluster.clusterName(name));
        }
        this.ecs.registerTaskDefinition((definition) -> definition.family("web")
            .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx").memory(64).build()));
        this.ecs.createService(
                (service) -> service.cluster("gamma").serviceName("front").taskDefinition("web").desiredCount(0));
    }

    @Test
    void oneConfirmationNamesThemAllAndWhichAwsWouldRefuse() {
        assertThat(this.mvc.get().uri("/sandbox/clusters")).bodyText()
            .contains("/sandbox/clusters/deletions/new", "Tick alpha");
        assertThat(this.mvc.get().uri("/sandbox/clusters/deletions/new?id=alpha&id=gamma")).hasStatusOk()
            .bodyText()
            .contains("Delete 2 clusters?", "alpha", "not empty: 1 service", "Remove gamma with all that is in it")
            .doesNotContain("beta");
        assertThat(this.mvc.get().uri("/sandbox/clusters/deletions/new")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Nothing was ticked");
        assertThat(this.mvc.get().uri("/sandbox/clusters/deletions/new?id=nowhere")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void eachTellsItsOwnResult() {
        MvcTestResult deleted = this.mvc.post()
            .uri("/sandbox/clusters/deletions")
            .with(csrf())
            .param("id", "alpha", "beta", "gamma")
            .exchange();
        assertThat(deleted).hasRedirectedUrl("/sandbox/clusters");
        Many many = (Many) Objects.requireNonNull(deleted.getMvcResult().getFlashMap().get("many"));
        assertThat(many.rows()).extracting(Many.Row::name, Many.Row::done)
            .containsExactly(tuple("alpha", true), tuple("beta", true), tuple("gamma", false));
        assertThat(this.mvc.get().uri("/sandbox/clusters").flashAttr("many", many)).bodyText()
            .contains("2 of 3 done", "1 not", "ClusterContainsServicesException");
        assertThat(this.ecs.listClusters().clusterArns()).singleElement()
            .satisfies((arn) -> assertThat(arn).endsWith("/gamma"));
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerTicksNothing() {
        assertThat(this.mvc.get().uri("/sandbox/clusters")).hasStatusOk().bodyText().doesNotContain("Tick alpha");
        assertThat(this.mvc.post().uri("/sandbox/clusters/deletions").with(csrf()).param("id", "alpha"))
            .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void theListIsDownloadedAsItIsFiltered() {
        assertThat(this.mvc.get().uri("/sandbox/clusters?q=a&sort=-name&format=csv")).hasStatusOk()
            .bodyText()
            .startsWith("\"name\",\"state\",\"services\"")
            .containsSubsequence("\"gamma\",\"ACTIVE\",\"1\"", "\"beta\"", "\"alpha\"");
        assertThat(this.mvc.get().uri("/sandbox/clusters?q=alp&format=json")).bodyJson()
            .extractingPath("$[*].name")
            .asArray()
            .containsExactly("alpha");
    }

}
