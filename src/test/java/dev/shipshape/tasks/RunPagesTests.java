package dev.shipshape.tasks;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class RunPagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @Autowired
    private ResourceLedger ledger;

    @BeforeEach
    void clusterAndDefinition() {
        this.place.cluster();
        this.place.web();
    }

    @Test
    void theFormIsFilledInWithTheDefaultNetworkAndSaysWhatItCosts() {
        assertThat(this.mvc.get().uri("/sandbox/tasks/new?taskDefinition=web:1&cluster=demo")).hasStatusOk()
            .bodyText()
            .contains("Default VPC", this.place.subnet(), "$0.0173", "Price of 2026-09-11", "web:1 is active",
                    "aws ecs run-task", "--count 1", "nothing is billed");
    }

    @Test
    void thePriceFollowsTheForm() {
        assertThat(form("/sandbox/tasks/quotes").param("count", "10").header("HX-Request", "true")).hasStatusOk()
            .bodyText()
            .contains("id=\"quote\"", "$0.1734", "--count 10")
            .doesNotContain("<html");
    }

    @Test
    void withoutScriptsTheWholeFormComesBackAndNothingRuns() {
        assertThat(form("/sandbox/tasks/quotes").param("count", "2")).hasStatusOk()
            .bodyText()
            .contains("<html", "$0.0347", "value=\"2\"");
        assertThat(tasks()).isEmpty();
    }

    @Test
    void runningStartsTheTaskAndTheLedgerKnowsIt() {
        assertThat(form("/sandbox/clusters/demo/tasks").param("count", "1")).hasStatus3xxRedirection();
        Task task = tasks().get(0);
        assertThat(task.startedBy()).matches("shipshape/[0-9a-f-]{36}/operator");
        assertThat(this.ledger.standing()).singleElement().satisfies((entry) -> {
            Resource resource = entry.resource();
            assertThat(resource.arn()).isEqualTo(task.taskArn());
            assertThat(resource.scope()).isEqualTo("demo");
            assertThat(resource.facts()).containsEntry("billed", "fargate")
                .containsEntry("cpu", "256")
                .containsEntry("public", "true");
            assertThat(task.startedBy()).contains(entry.getActionId());
        });
    }

    @Test
    void tenTasksMakeTenRows() {
        assertThat(form("/sandbox/tasks").param("count", "10")).hasRedirectedUrl("/sandbox/clusters/demo/tasks");
        assertThat(this.ledger.standing()).hasSize(10);
        assertThat(tasks()).hasSize(10);
    }

    @Test
    void spotIsAskedForAsACapacityProvider() {
        assertThat(run("web:1", "SPOT", "1")).hasStatus3xxRedirection();
        assertThat(tasks()).singleElement()
            .satisfies((task) -> assertThat(task.capacityProviderName()).isEqualTo("FARGATE_SPOT"));
        assertThat(this.ledger.standing().get(0).resource().facts()).containsEntry("spot", "true");
    }

    @ParameterizedTest
    @CsvSource({ "0,FARGATE,web:1,Run 1 to 100 tasks", "101,FARGATE,web:1,Run 1 to 100 tasks",
            "two,FARGATE,web:1,Run 1 to 100 tasks", "'',FARGATE,web:1,Run 1 to 100 tasks",
            "1,MOON,web:1,Choose one of those shown", "1,FARGATE,'',Choose what to run",
            "1,FARGATE,nothing:9,There is no task definition", "1,EC2,web:1,has no container instances" })
    void whatIsWrongIsSaidBesideTheFieldAndWhatWasTypedStays(String count, String launch, String definition,
            String words) {
        assertThat(run(definition, launch, count)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains(words, "ss-error", "value=\"" + count + "\"");
        assertThat(tasks()).isEmpty();
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void aTaskNeedsASubnetOfTheRegion() {
        assertThat(bare().param("subnets", "subnet-0unknown")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("There is no such subnet");
        assertThat(bare()).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Choose at least one subnet");
    }

    @Test
    void anUnknownClusterIsSaidBesideTheField() {
        assertThat(inCluster("nowhere")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("There is no cluster");
        assertThat(inCluster("<script>")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Cluster must match")
            .doesNotContain("but was <script>");
    }

    private MockMvcRequestBuilder inCluster(String cluster) {
        return this.mvc.post()
            .uri("/sandbox/tasks")
            .with(csrf())
            .param("cluster", cluster)
            .param("taskDefinition", "web:1")
            .param("launch", "FARGATE")
            .param("count", "1")
            .param("subnets", this.place.subnet());
    }

    @Test
    void aRevisionThatWasNotMadeForFargateIsRefusedBeforehand() {
        this.place.ecs()
            .registerTaskDefinition((request) -> request.family("old")
                .requiresCompatibilities(Compatibility.EC2)
                .containerDefinitions(ContainerDefinition.builder().name("old").image("busybox").memory(64).build()));
        assertThat(run("old:1", "FARGATE", "1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("old:1 was not made for Fargate");
    }

    @Test
    void awsRefusalsComeBackWithTheForm() {
        this.place.ecs().deregisterTaskDefinition((request) -> request.taskDefinition("web:1"));
        this.place.until(() -> form("/sandbox/tasks").param("count", "3").exchange(),
                (answer) -> answer.getResponse().getStatus() == 422);
        assertThat(form("/sandbox/tasks").param("count", "3")).bodyText()
            .contains("web:1 is not active", "value=\"3\"");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerMayNotRun() {
        assertThat(form("/sandbox/tasks").param("count", "1")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void withoutATaskDefinitionTheFormSaysWhatToDoFirst() {
        this.place.ecs().deregisterTaskDefinition((request) -> request.taskDefinition("web:1"));
        this.place.until(() -> this.mvc.get().uri("/sandbox/tasks/new").exchange(),
                (answer) -> text(answer).contains("there is none yet"));
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MockMvcRequestBuilder form(String address) {
        return filled(address, "web:1", "FARGATE");
    }

    private MockMvcRequestBuilder run(String definition, String launch, String count) {
        return filled("/sandbox/tasks", definition, launch).param("count", count);
    }

    private MockMvcRequestBuilder filled(String address, String definition, String launch) {
        return this.mvc.post()
            .uri(address)
            .with(csrf())
            .param("cluster", "demo")
            .param("taskDefinition", definition)
            .param("launch", launch)
            .param("subnets", this.place.subnet())
            .param("publicAddress", "true");
    }

    private MockMvcRequestBuilder bare() {
        return this.mvc.post()
            .uri("/sandbox/tasks")
            .with(csrf())
            .param("cluster", "demo")
            .param("taskDefinition", "web:1")
            .param("launch", "FARGATE")
            .param("count", "1");
    }

    private List<Task> tasks() {
        List<String> arns = this.place.ecs().listTasks((request) -> request.cluster("demo")).taskArns();
        return arns.isEmpty() ? List.of()
                : this.place.ecs().describeTasks((request) -> request.cluster("demo").tasks(arns)).tasks();
    }

}
