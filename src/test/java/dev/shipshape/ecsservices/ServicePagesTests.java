package dev.shipshape.ecsservices;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.tasks.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class ServicePagesTests {

    private static final String PAGE = "/sandbox/clusters/demo/services/api";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @Autowired
    private EcsServices services;

    @Autowired
    private ServiceRemover remover;

    @Autowired
    private ResourceLedger ledger;

    @BeforeEach
    void clusterAndDefinition() {
        this.place.cluster();
        this.place.web();
    }

    @Test
    void anEmptyTabSaysWhatToDo() {
        assertThat(body("/sandbox/services")).contains("No service stands in any cluster.");
        assertThat(body("/sandbox/clusters/demo/services")).contains("No service stands in this cluster",
                "/sandbox/services/new?cluster=demo");
    }

    @Test
    void theFormIsFilledInAndThePriceFollowsIt() {
        assertThat(body("/sandbox/services/new?taskDefinition=web:1&cluster=demo")).contains("Default VPC", "$0.0173",
                "aws ecs create-service");
        assertThat(form("/sandbox/services/quotes", "api", "3").header("HX-Request", "true")).hasStatusOk()
            .bodyText()
            .contains("$0.0520", "--desired-count 3")
            .doesNotContain("<html");
    }

    @Test
    void creatingAServiceStartsItsTasksAndTheLedgerKnowsWhatItCosts() {
        create("api", "2");
        Service service = steady();
        assertThat(service.running()).isEqualTo(2);
        assertThat(service.tags()).containsKey("shipshape:action");
        assertThat(this.ledger.standing()).singleElement().satisfies((entry) -> {
            assertThat(entry.resource().kind()).isEqualTo("service");
            assertThat(entry.resource().facts()).containsEntry("count", "2").containsEntry("public", "true");
            assertThat(service.action()).isEqualTo(entry.getActionId());
        });
        assertThat(body(PAGE)).contains("Running", "2 of 2 tasks running", "$0.0347/h", "Deployments", "Completed",
                "Events", "/sandbox/clusters/demo/tasks/", "scalings/new");
        assertThat(body("/sandbox/clusters/demo/services?q=ap")).contains(PAGE);
        assertThat(body("/sandbox/clusters/demo/services?q=other")).contains("No service matches");
        assertThat(body("/sandbox/tasks?q=service:api")).contains("/sandbox/clusters/demo/tasks/");
    }

    @ParameterizedTest
    @CsvSource({ "'',1,A name has 1 to 255 letters", "two words,1,A name has 1 to 255 letters",
            "<script>,1,A name has 1 to 255 letters", "api,101,A service keeps 0 to 100 tasks",
            "api,-1,A service keeps 0 to 100 tasks", "api,many,A service keeps 0 to 100 tasks" })
    void whatIsWrongIsSaidBesideTheFieldAndWhatWasTypedStays(String name, String count, String words) {
        assertThat(form("/sandbox/services", name, count)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains(words, "ss-error", "value=\"" + count + "\"")
            .doesNotContain("<script>\"");
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        create("api", "0");
        assertThat(form("/sandbox/services", "api", "1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("There is a service of this name in the cluster already");
        assertThat(this.ledger.standing()).hasSize(1);
    }

    @Test
    void whatThePreFlightFindsInTheWayIsOverriddenByATick() {
        assertThat(unreachable()).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Create it all the same");
        assertThat(this.services.in(this.place.sandbox(), "demo")).isEmpty();
        assertThat(unreachable().param("anyway", "true")).hasRedirectedUrl(PAGE);
    }

    @Test
    void scalingChangesTheCountAndTheCost() {
        create("api", "1");
        steady();
        assertThat(body(PAGE + "/scalings/new")).contains("It wants 1 task of web:1");
        assertThat(post("/scalings").param("count", "3")).hasRedirectedUrl(PAGE);
        assertThat(steady().running()).isEqualTo(3);
        assertThat(this.ledger.standing().get(0).resource().facts()).containsEntry("count", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "101", "-1", "three" })
    void aWrongCountIsExplained(String count) {
        create("api", "1");
        assertThat(post("/scalings").param("count", count)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("A service keeps 0 to 100 tasks here", "value=\"" + count + "\"");
        assertThat(this.services.find(this.place.sandbox(), "demo", "api").orElseThrow().desired()).isOne();
    }

    @Test
    void aNewDeploymentReplacesTheTasks() {
        create("api", "1");
        steady();
        List<String> before = taskArns();
        this.place.web2();
        assertThat(body(PAGE + "/deployments/new")).contains("web:2", "web:1");
        assertThat(post("/deployments").param("taskDefinition", "web:2")).hasRedirectedUrl(PAGE);
        Service after = this.place.until(() -> this.services.named(this.place.sandbox(), "demo", "api"),
                (service) -> service.atRest() && service.definition().equals("web:2"));
        assertThat(after.running()).isOne();
        assertThat(taskArns()).doesNotContainAnyElementsOf(before);
        assertThat(post("/deployments").param("taskDefinition", "nothing:1"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("There is no task definition");
    }

    @Test
    void deletingNeedsTheNameDrainsAndMakesItGone() {
        create("api", "1");
        steady();
        assertThat(body(PAGE + "/deletions/new")).contains("1 task of web:1, which it stops first");
        assertThat(post("/deletions").param("confirmation", "ap")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("is not the service&#39;s name");
        assertThat(post("/deletions")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(post("/deletions").param("confirmation", "api")).hasRedirectedUrl(PAGE);
        this.place.until(() -> this.services.named(this.place.sandbox(), "demo", "api"), Service::inactive);
        assertThat(body(PAGE)).contains("Inactive", "It is deleted").doesNotContain("scalings/new");
        assertThat(this.ledger.standing()).isEmpty();
        assertThat(body("/sandbox/clusters/demo/services")).contains("No service stands in this cluster");
    }

    @Test
    void cleanUpFindsRemovesAndKnowsWhenAServiceIsGone() {
        create("api", "1");
        steady();
        LedgerEntry entry = this.ledger.standing().get(0);
        assertThat(this.remover.madeBy(this.place.sandbox(), open(String.valueOf(entry.getActionId()))))
            .extracting(Resource::arn)
            .containsExactly(entry.resource().arn());
        assertThat(this.remover.madeBy(this.place.sandbox(), open("another"))).isEmpty();
        Resource standing = this.remover.standingIn(this.place.sandbox(), "demo").get(0);
        assertThat(this.remover.isGone(this.place.sandbox(), standing)).isFalse();
        Resource predecessor = new Resource(standing.kind(), standing.name(), standing.scope(), standing.arn(),
                Instant.EPOCH, standing.facts());
        assertThat(this.remover.isGone(this.place.sandbox(), predecessor)).isTrue();
        this.remover.remove(this.place.sandbox(), predecessor);
        assertThat(this.remover.isGone(this.place.sandbox(), standing)).isFalse();
        this.remover.remove(this.place.sandbox(), standing);
        this.place.until(() -> this.remover.isGone(this.place.sandbox(), standing), Boolean::booleanValue);
        assertThat(this.remover.page(this.place.sandbox(), standing)).isEqualTo(PAGE);
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerMayLookButNotChange() {
        this.place.service("api");
        assertThat(body(PAGE)).contains("web:1").doesNotContain("scalings/new", "deletions/new");
        assertThat(form("/sandbox/services", "mine", "1")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("/deletions").param("confirmation", "api")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void anUnknownServiceIsNotFound() {
        assertThat(this.mvc.get().uri("/sandbox/clusters/demo/services/none")).hasStatus(HttpStatus.NOT_FOUND)
            .bodyText()
            .contains("There is no service");
    }

    private static OpenAction open(String id) {
        return new OpenAction(id, Verb.CREATE, "service", "api", "demo", null, "", Instant.now());
    }

    private void create(String name, String count) {
        assertThat(form("/sandbox/clusters/demo/services", name, count)).hasRedirectedUrl(PAGE);
    }

    private Service steady() {
        return this.place.until(() -> this.services.named(this.place.sandbox(), "demo", "api"),
                (service) -> service.atRest() && service.running() == service.desired());
    }

    private List<String> taskArns() {
        return this.place.ecs().listTasks((request) -> request.cluster("demo")).taskArns();
    }

    private MockMvcRequestBuilder form(String address, String name, String count) {
        return withoutAddress(address, name, count).param("publicAddress", "true");
    }

    /** From a public subnet there is no way out without an address. */
    private MockMvcRequestBuilder unreachable() {
        return withoutAddress("/sandbox/services", "api", "1");
    }

    private MockMvcRequestBuilder withoutAddress(String address, String name, String count) {
        return this.mvc.post()
            .uri(address)
            .with(csrf())
            .param("cluster", "demo")
            .param("name", name)
            .param("taskDefinition", "web:1")
            .param("launch", "FARGATE")
            .param("count", count)
            .param("subnets", this.place.subnet());
    }

    private MockMvcRequestBuilder post(String part) {
        return this.mvc.post().uri(PAGE + part).with(csrf());
    }

    private String body(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}
