package dev.shipshape.taskdefinitions.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.ModelAndView;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class RegistrationTests {

    private static final String ROLE = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private TaskDefinitions definitions;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private JdbcTemplate database;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void theFormIsFilledInWithTheUsualChoice() {
        assertThat(this.mvc.get().uri("/sandbox/task-definitions/new")).hasStatusOk()
            .bodyText()
            .contains("New task definition", "ecsTaskExecutionRole", "0.25 vCPU", "0.5 GB", "$0.01", "an hour",
                    "aws ecs register-task-definition", "/ecs/web")
            .doesNotContain("Create ecsTaskExecutionRole");
    }

    @Test
    void aContainerNumberPastAllListsIsAWrongRequest() {
        assertThat(this.mvc.post()
            .uri("/sandbox/task-definitions")
            .with(csrf())
            .param("family", "web")
            .param("containers[99999].name", "x")).hasStatus(400).bodyText().contains("could not be read");
    }

    @Test
    void twoContainersAreRegisteredInOneGoWithTheirLogGroup() {
        MvcTestResult page = this.mvc.get().uri("/sandbox/task-definitions/new?preset=two-tier").exchange();
        assertThat(page).hasStatusOk().bodyText().contains("two-tier", "Container 2", "db: START");
        TaskDefinitionForm form = shown(page);
        assertThat(post("", sent(form))).hasRedirectedUrl("/sandbox/task-definitions/two-tier/1");
        TaskDefinition made = this.definitions.named(this.sandbox, "two-tier:1");
        assertThat(made.containers()).extracting("name").containsExactly("web", "db");
        assertThat(made.containers().get(0).dependsOn()).singleElement()
            .satisfies((other) -> assertThat(other.container()).isEqualTo("db"));
        assertThat(made.executionRole()).isEqualTo(ROLE);
        assertThat(this.clients.logs(this.sandbox).describeLogGroups().logGroups()).extracting("logGroupName")
            .containsExactly("/ecs/two-tier");
        assertThat(this.ledger.standing()).extracting((entry) -> entry.resource().kind())
            .containsExactlyInAnyOrder("task-definition", "log-group");
    }

    @Test
    void anUnwantedLogGroupIsNotMade() {
        Map<String, String> form = valid();
        form.remove("createLogGroups");
        assertThat(post("", form)).hasStatus3xxRedirection();
        assertThat(this.clients.logs(this.sandbox).describeLogGroups().logGroups()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            family                   | two words         | A name has 1 to 255 letters
            family                   | new               | an address of this console
            launchType               | MOON              | Choose Fargate or EC2
            cpu                      | 300               | Fargate has no such size
            memory                   | 4096              | does not go with this CPU
            containers[0].name       | <b>               | A name has 1 to 255 letters
            containers[0].image      | two words         | Name an image
            containers[0].ports      | 80,eighty         | is not a port
            containers[0].ports      | 70000             | ports go from 1 to 65535
            containers[0].ports      | 90-80             | write the lower port first
            containers[0].environment| KEY               | Line 1 is not KEY=value
            containers[0].command    | sh -c 'oops       | A quotation mark is open
            containers[0].dependsOn  | db                | There is no container
            containers[0].dependsOn  | web               | cannot wait for itself
            containers[0].dependsOn  | web: SOON         | is not a condition
            containers[0].logGroup   | two words         | A log group has up to 512
            executionRole            |                   | Fargate needs an execution role
            containers[0].essential  |                   | must be essential
            base                     | {                 | did not come back whole
            """)
    void wrongInputIsExplainedBesideItsFieldAndStays(String field, String typed, String sentence) {
        Map<String, String> form = valid();
        form.put(field, (typed != null) ? typed : "");
        MvcTestResult answer = post("", form);
        assertThat(answer).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).bodyText().contains(sentence);
        if (typed != null && !field.matches("launchType|cpu|memory|base")) {
            assertThat(answer).bodyText()
                .containsAnyOf("value=\"" + escaped(typed) + "\"", ">" + escaped(typed) + "</textarea>");
        }
        assertThat(this.definitions.families(this.sandbox)).isEmpty();
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Map<String, String> form = valid();
        form.put("family", "");
        form.put("containers[0].image", "");
        form.put("containers[0].ports", "x");
        assertThat(post("", form)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("A name has 1 to 255 letters", "Name an image", "is not a port");
    }

    @Test
    void whatAwsRefusesIsToldAboveTheFormWhichStays() {
        Map<String, String> form = valid();
        form.put("containers[0].command", "serve");
        form.put("view", "json");
        form.put("json", """
                {"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
                 "networkMode": "bridge", "containerDefinitions": [{"name": "web", "image": "nginx"}]}""");
        assertThat(post("", form)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("What AWS said", "ClientException", "&quot;networkMode&quot;: &quot;bridge&quot;");
        assertThat(this.ledger.standing()).isEmpty();
    }

    @Test
    void choosingACpuOffersItsMemory() {
        Map<String, String> form = valid();
        form.put("cpu", "1024");
        assertThat(post("/drafts", form)).hasStatusOk()
            .bodyText()
            .contains("value=\"2048\" selected", "value=\"8192\"", "--cpu 1024 --memory 2048")
            .doesNotContain("0.5 GB");
    }

    @Test
    void htmxGetsTheFormWithoutThePageAround() {
        var request = this.mvc.post().uri("/sandbox/task-definitions/drafts").with(csrf()).header("HX-Request", "true");
        valid().forEach(request::param);
        assertThat(request).hasStatusOk()
            .bodyText()
            .contains("id=\"definition\"", "id=\"card\"", "id=\"task-size\"", "$0.0123")
            .doesNotContain("<html", "Breadcrumb");
    }

    @Test
    void ec2AsksForUnitsAndANetworkMode() {
        Map<String, String> form = valid();
        form.put("launchType", "EC2");
        assertThat(post("/drafts", form)).hasStatusOk()
            .bodyText()
            .contains("Memory in MiB", "Network mode", "billed, whatever runs on them");
        form.put("memory", "100000000");
        assertThat(post("", form)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).bodyText().contains("Memory is MiB");
        form.put("memory", "");
        assertThat(post("", form)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Say how much memory");
        form.put("memory", "300");
        form.put("cpu", "");
        form.put("networkMode", "bridge");
        assertThat(post("", form)).hasRedirectedUrl("/sandbox/task-definitions/web/1");
        assertThat(this.definitions.named(this.sandbox, "web").networkMode()).isEqualTo("bridge");
    }

    @Test
    void containersAreAddedAndTakenAwayWithoutLosingWhatWasTyped() {
        Map<String, String> form = valid();
        form.put("add", "container");
        form.put("containers[0].image", "half typ");
        assertThat(post("/drafts", form)).hasStatusOk()
            .bodyText()
            .contains("Container 2", "half typ", "containers[1].name", "Take away");
        form.remove("add");
        form.put("containers[1].name", "second");
        form.put("remove", "0");
        assertThat(post("/drafts", form)).hasStatusOk()
            .bodyText()
            .contains("second")
            .doesNotContain("half typ", "Container 2");
    }

    @Test
    void theFormBecomesJsonAndJsonTheForm() {
        Map<String, String> form = valid();
        form.put("show", "json");
        assertThat(post("/drafts", form)).hasStatusOk()
            .bodyText()
            .contains("&quot;family&quot; : &quot;web&quot;", "Task definition as JSON");
        form.put("view", "json");
        form.put("show", "form");
        form.put("json",
                """
                        {"family": "typed", "volumes": [{"name": "data"}], "cpu": 512, "memory": 1024,
                         "requiresCompatibilities": ["FARGATE"], "containerDefinitions":
                         [{"name": "app", "image": "nginx:1", "user": "nobody", "environment": [{"name": "A", "value": "1"}]}]}""");
        assertThat(post("/drafts", form)).hasStatusOk()
            .bodyText()
            .contains("value=\"typed\"", "A=1", "1 member to edit in JSON: volumes", "1 member to edit in JSON: user");
    }

    @Test
    void jsonThatCannotBeReadStaysAsTyped() {
        Map<String, String> form = valid();
        form.put("view", "json");
        form.put("json", "{\"family\": \"web\", oops}");
        assertThat(post("", form)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("This is not JSON at line 1", "oops}");
        form.put("show", "form");
        assertThat(post("/drafts", form)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("This is not JSON at line 1", "oops}");
        form.remove("show");
        form.put("json", "{\"containerDefinitions\": []}");
        assertThat(post("", form)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("is missing or no name");
    }

    @Test
    void aNewRevisionKeepsWhatTheFormDoesNotShow() {
        this.clients.ecs(this.sandbox)
            .registerTaskDefinition((request) -> request.family("old")
                .tags(Tag.builder().key("team").value("blue").build())
                .volumes(Volume.builder().name("data").build())
                .containerDefinitions(ContainerDefinition.builder()
                    .name("app")
                    .image("nginx:1")
                    .memory(256)
                    .user("nobody")
                    .environment(KeyValuePair.builder().name("PEM").value("two\nlines").build())
                    .build()));
        MvcTestResult page = this.mvc.get().uri("/sandbox/task-definitions/new?from=old:1").exchange();
        TaskDefinitionForm shown = shown(page);
        Map<String, String> form = sent(shown);
        form.put("containers[0].image", "nginx:2");
        assertThat(post("", form)).hasRedirectedUrl("/sandbox/task-definitions/old/2");
        TaskDefinitionJson before = this.definitions.json(this.sandbox, "old:1");
        TaskDefinitionJson after = this.definitions.json(this.sandbox, "old:2");
        assertThat(after.pretty().replace("nginx:2", "nginx:1")).isEqualTo(before.pretty());
    }

    @Test
    void aFamilyThatIsNotThereHasNoNewRevision() {
        assertThat(this.mvc.get().uri("/sandbox/task-definitions/new?from=gone:1")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void theExecutionRoleIsMadeWhereThereIsNoneAndIsChosen() {
        withoutRole();
        assertThat(this.mvc.get().uri("/sandbox/task-definitions/new")).hasStatusOk()
            .bodyText()
            .contains("Create ecsTaskExecutionRole");
        Map<String, String> form = valid();
        form.put("executionRole", "");
        form.put("family", "kept");
        assertThat(post("/execution-roles", form)).hasStatusOk()
            .bodyText()
            .contains("value=\"" + ROLE + "\" selected", "value=\"kept\"")
            .doesNotContain("Create ecsTaskExecutionRole");
        assertThat(this.clients.iam(this.sandbox)
            .listAttachedRolePolicies((request) -> request.roleName("ecsTaskExecutionRole"))
            .attachedPolicies()).extracting(AttachedPolicy::policyName)
            .containsExactly("AmazonECSTaskExecutionRolePolicy");
        assertThat(this.ledger.standing()).singleElement()
            .satisfies((entry) -> assertThat(entry.resource().kind()).isEqualTo("role"));
        assertThat(post("/execution-roles", form)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("EntityAlreadyExists");
    }

    @Test
    void valuesOfVariablesDoNotGoIntoTheRecords() {
        Map<String, String> form = valid();
        form.put("containers[0].environment", "PASSWORD=hush-hush");
        assertThat(post("", form)).hasStatus3xxRedirection();
        assertThat(this.database.queryForList("select command from action", String.class)).hasSize(2)
            .noneMatch((command) -> command.contains("hush-hush"))
            .anyMatch((command) -> command.contains("PASSWORD"));
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerMayNotRegister() {
        assertThat(post("", valid())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("/drafts", valid())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("/execution-roles", valid())).hasStatus(HttpStatus.FORBIDDEN);
    }

    private void withoutRole() {
        var iam = this.clients.iam(this.sandbox);
        iam.listAttachedRolePolicies((request) -> request.roleName("ecsTaskExecutionRole"))
            .attachedPolicies()
            .forEach((policy) -> iam
                .detachRolePolicy((request) -> request.roleName("ecsTaskExecutionRole").policyArn(policy.policyArn())));
        iam.deleteRole((request) -> request.roleName("ecsTaskExecutionRole"));
    }

    private Map<String, String> valid() {
        return sent(TaskDefinitionForm.of(Presets.single(List.of(), ROLE, "us-east-1"), "us-east-1"));
    }

    private static TaskDefinitionForm shown(MvcTestResult page) {
        ModelAndView answer = Objects.requireNonNull(page.getMvcResult().getModelAndView());
        return (TaskDefinitionForm) Objects.requireNonNull(answer.getModel().get("form"));
    }

    /** What a browser sends of a form. */
    private static Map<String, String> sent(TaskDefinitionForm form) {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("family", form.family());
        sent.put("launchType", form.launchType());
        sent.put("architecture", form.architecture());
        sent.put("cpu", form.cpu());
        sent.put("memory", form.memory());
        sent.put("networkMode", form.networkMode());
        sent.put("taskRole", form.taskRole());
        sent.put("executionRole", form.executionRole());
        sent.put("base", form.base());
        sent.put("view", "");
        sent.put("createLogGroups", form.createLogGroups());
        for (int index = 0; index < form.containers().size(); index++) {
            ContainerForm container = form.containers().get(index);
            String field = "containers[" + index + "].";
            sent.put(field + "from", container.from());
            sent.put(field + "name", container.name());
            sent.put(field + "image", container.image());
            sent.put(field + "ports", container.ports());
            sent.put(field + "environment", container.environment());
            sent.put(field + "command", container.command());
            sent.put(field + "essential", container.essential());
            sent.put(field + "dependsOn", container.dependsOn());
            sent.put(field + "logGroup", container.logGroup());
        }
        return sent;
    }

    private static String escaped(String typed) {
        return typed.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;");
    }

    private MvcTestResult post(String address, Map<String, String> form) {
        var request = this.mvc.post().uri("/sandbox/task-definitions" + address).with(csrf());
        form.forEach(request::param);
        return request.exchange();
    }

}
