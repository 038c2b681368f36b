package dev.shipshape.taskdefinitions.pages;

import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.registry.spi.ImageUsers;
import dev.shipshape.registry.spi.ImageUsers.ImageUser;
import dev.shipshape.taskdefinitions.Registrations;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class TaskDefinitionPagesTests {

    private static final String LIST = "/sandbox/task-definitions";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Autowired
    private TaskDefinitions definitions;

    @Autowired
    private Registrations registrations;

    @Autowired
    private SharedReads reads;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private List<Remover> removers;

    @Autowired
    private List<ImageUsers> imageUsers;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void anEmptyListSaysWhatToDo() {
        assertThat(this.mvc.get().uri(LIST)).hasStatusOk()
            .bodyText()
            .contains("There is no task definition yet", "New task definition", "Two-tier application");
        assertThat(this.mvc.get().uri(LIST + "?state=inactive")).hasStatusOk()
            .bodyText()
            .contains("Nothing is inactive");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerIsNotOfferedWhatOnlyOperatorsMay() {
        this.clients.ecs(this.sandbox)
            .registerTaskDefinition((request) -> request.family("web")
                .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx").memory(128).build()));
        assertThat(this.mvc.get().uri(LIST)).hasStatusOk().bodyText().doesNotContain(">New task definition<");
        assertThat(this.mvc.get().uri(LIST + "/web/1")).hasStatusOk()
            .bodyText()
            .doesNotContain("Run task", "Deregister", "New revision");
        assertThat(this.mvc.post().uri(LIST + "/web/1/deregistrations").with(csrf())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(delete("web", "web:1", "1")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void familiesShowTheirNewestRevisionAndWhatATaskCosts() {
        register("web", "nginx:1");
        register("web", "nginx:2");
        register("db", "redis:1");
        this.reads.changed(this.sandbox);
        assertThat(this.mvc.get().uri(LIST)).hasStatusOk()
            .bodyText()
            .contains("web:2", "db:1", "2 families", "hx-get=\"/sandbox/task-definitions?details=true\"")
            .doesNotContain("0.25 vCPU");
        assertThat(this.mvc.get().uri(LIST + "?details=true")).hasStatusOk()
            .bodyText()
            .contains("web:2", "db:1", "0.25 vCPU, 0.5 GB", "$0.0123/h", "2 families")
            .doesNotContain("web:1");
        assertThat(this.mvc.get().uri(LIST + "?q=name:db")).bodyText().contains("db:1").doesNotContain("web:2");
        assertThat(this.mvc.get().uri(LIST + "?q=nothing")).bodyText().contains("No family matches the filter");
        assertThat(this.mvc.get().uri(LIST + "?size=1&page=2")).bodyText().contains("web:2").doesNotContain("db:1");
    }

    @Test
    void aFamilyShowsItsRevisionsWithTheirStates() {
        register("web", "nginx:1");
        register("web", "nginx:2");
        this.registrations.deregister(this.sandbox, this.definitions.named(this.sandbox, "web:1"));
        assertThat(this.mvc.get().uri(LIST + "/web")).hasStatusOk()
            .bodyText()
            .contains("web:1", "Inactive", "web:2", "Active", "taskDefinition=web:2");
        assertThat(this.mvc.get().uri(LIST + "/web?q=state:inactive")).bodyText()
            .contains(">web:1<")
            .doesNotContain(">web:2<");
        assertThat(this.mvc.get().uri(LIST + "?state=inactive")).bodyText().contains("web:1");
        assertThat(this.mvc.get().uri(LIST + "/nobody")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void aRevisionShowsItsContainersAndWhatCanBeDone() {
        register("web", "nginx:1");
        assertThat(this.mvc.get().uri(LIST + "/web/1")).hasStatusOk()
            .bodyText()
            .contains("web:1", "nginx:1", "80/tcp", "essential", "KEY", "value", "/ecs/web", "db (START)", "FARGATE",
                    "/sandbox/tasks/new?taskDefinition=web:1", "/sandbox/services/new?taskDefinition=web:1",
                    "from=web:1", "Deregister web:1", "X86_64, LINUX", "aria-current=\"page\">Definition</a>");
        assertThat(this.mvc.get().uri(LIST + "/web/1/json")).hasRedirectedUrl(LIST + "/web/1/exports/json");
        assertThat(this.mvc.get().uri(LIST + "/web/2")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void aDeregisteredRevisionStaysOnTheLedgerUntilItIsDeleted() {
        register("web", "nginx:1");
        assertThat(this.mvc.post().uri(LIST + "/web/1/deregistrations").with(csrf()))
            .hasRedirectedUrl("/sandbox/task-definitions/web/1");
        assertThat(this.mvc.get().uri(LIST + "/web/1")).bodyText().contains("Inactive", "It is out of use");
        assertThat(this.ledger.standing()).hasSize(1);
    }

    @Test
    void whatIsOutOfUseIsNotDeregisteredAgain() {
        register("web", "nginx:1");
        assertThat(this.mvc.post().uri(LIST + "/web/1/deregistrations").with(csrf())).hasStatus3xxRedirection();
        assertThat(this.mvc.post().uri(LIST + "/web/1/deregistrations").with(csrf())).hasStatus(HttpStatus.CONFLICT)
            .bodyText()
            .contains("web:1 is inactive already");
        assertThat(this.database.queryForObject("select count(*) from action where verb = 'DEREGISTER'", Integer.class))
            .isOne();
    }

    @Test
    void deletingNeedsTheNameAndDeregistersFirst() {
        register("web", "nginx:1");
        assertThat(this.mvc.get().uri(LIST + "/web/deletions/new?revision=1")).hasStatusOk()
            .bodyText()
            .contains("Delete web:1", "it is deregistered first", "Type <code>web:1</code>");
        assertThat(delete("web", "web", "1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("“web” is not “web:1”");
        assertThat(this.definitions.named(this.sandbox, "web:1").active()).isTrue();
        assertThat(delete("web", "web:1", "1")).hasRedirectedUrl("/sandbox/task-definitions");
        assertThat(this.definitions.find(this.sandbox, "web:1").filter((one) -> one.state() != State.DELETING))
            .isEmpty();
        assertThat(this.definitions.families(this.sandbox)).isEmpty();
    }

    @Test
    void severalAreDeletedByTheFamilysName() {
        register("web", "nginx:1");
        register("web", "nginx:2");
        register("web", "nginx:3");
        assertThat(this.mvc.get().uri(LIST + "/web/deletions/new?revision=1&revision=2")).bodyText()
            .contains("Delete 2 revisions of web", "web:1", "web:2")
            .doesNotContain("web:3");
        assertThat(delete("web", "web", "1", "2")).hasStatus3xxRedirection();
        assertThat(this.definitions.families(this.sandbox)).singleElement()
            .satisfies((family) -> assertThat(family.revisions()).singleElement()
                .satisfies((revision) -> assertThat(revision.number()).isEqualTo(3)));
    }

    @Test
    void deregisteringIsAskedOnceWithItsCommandAndWhoUsesIt() {
        register("web", "nginx:1");
        assertThat(this.mvc.get().uri(LIST + "/web/1/deregistrations/new")).hasStatusOk()
            .bodyText()
            .contains("Deregister web:1", "not in use", "Show it as a command");
        assertThat(this.mvc.post().uri(LIST + "/web/1/deregistrations").with(csrf()).param("preview", "command"))
            .hasStatusOk()
            .bodyText()
            .contains("aws ecs deregister-task-definition --task-definition");
        assertThat(this.definitions.families(this.sandbox)).hasSize(1);
        assertThat(this.mvc.post().uri(LIST + "/web/1/deregistrations").with(csrf())).hasRedirectedUrl(LIST + "/web/1");
        assertThat(this.definitions.families(this.sandbox)).isEmpty();
    }

    @Test
    void twelveGoInTwoBatchesAndAllCommandsAreShownBefore() {
        String[] numbers = new String[12];
        for (int number = 1; number <= 12; number++) {
            register("web", "nginx:" + number);
            numbers[number - 1] = String.valueOf(number);
        }
        assertThat(this.mvc.post()
            .uri(LIST + "/web/deletions")
            .with(csrf())
            .param("revision", numbers)
            .param("preview", "command")).hasStatusOk()
            .bodyText()
            .contains("The same as 14 commands", "aws ecs deregister-task-definition",
                    "aws ecs delete-task-definitions");
        assertThat(this.definitions.families(this.sandbox)).hasSize(1);
        assertThat(delete("web", "web", numbers)).hasRedirectedUrl("/sandbox/task-definitions");
        assertThat(this.definitions.families(this.sandbox)).isEmpty();
        assertThat(this.database.queryForObject("select count(*) from action where verb = 'DELETE'", Integer.class))
            .isEqualTo(2);
    }

    @Test
    void bothListsAreHadAsFiles() {
        register("web", "nginx:1");
        register("web", "nginx:2");
        register("db", "redis:1");
        assertThat(this.mvc.get().uri(LIST + "?format=csv&q=name:web")).hasStatusOk()
            .bodyText()
            .contains("\"family\",\"newest\",\"revisions\",\"arn\"", "\"web\",\"2\",\"2\"")
            .doesNotContain("\"db\"");
        assertThat(this.mvc.get().uri(LIST + "/web?format=json&sort=revision")).hasStatusOk()
            .bodyText()
            .contains("\"revision\" : 1", "\"used by\" : \"not in use\"", "\"state\" : \"Active\"");
    }

    @Test
    void nothingChosenIsSaid() {
        register("web", "nginx:1");
        assertThat(this.mvc.get().uri(LIST + "/web/deletions/new")).bodyText().contains("No revision is chosen");
        assertThat(delete("web", "web")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("No revision is chosen");
    }

    @Test
    void theRegistryIsToldWhoUsesItsImages() {
        register("web", "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1");
        register("web", "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:2");
        register("other", "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-api:1");
        assertThat(this.imageUsers).flatExtracting(
                (users) -> users.of(this.sandbox, "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop", Extent.WHOLE))
            .containsExactly(uses("web", 2), uses("web", 1));
        this.registrations.deregister(this.sandbox, this.definitions.named(this.sandbox, "web:1"));
        assertThat(this.imageUsers).flatExtracting(
                (users) -> users.of(this.sandbox, "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop", Extent.WHOLE))
            .containsExactly(uses("web", 2));
    }

    private static ImageUser uses(String family, int revision) {
        return ImageUser.named("task definition", family + ":" + revision,
                "/sandbox/task-definitions/" + family + "/" + revision,
                "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:" + revision);
    }

    @Test
    void cleanUpRemovesWhatTheLedgerKnows() {
        register("web", "nginx:1");
        Remover remover = this.removers.stream().filter((one) -> one.key().equals("task-definition")).findFirst().get();
        var resource = this.ledger.standing().get(0).resource();
        assertThat(remover.isGone(this.sandbox, resource)).isFalse();
        assertThat(remover.page(this.sandbox, resource)).isEqualTo("/sandbox/task-definitions/web/1");
        remover.remove(this.sandbox, resource);
        assertThat(this.definitions.find(this.sandbox, "web:1").filter((one) -> one.state() != State.DELETING))
            .isEmpty();
        remover.remove(this.sandbox, resource);
    }

    private TaskDefinition register(String family, String image) {
        TaskDefinition made = this.registrations.register(this.sandbox, TaskDefinitionJson.parse("""
                {"family": "%s", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
                 "memory": "512", "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
                 "containerDefinitions": [
                  {"name": "web", "image": "%s", "portMappings": [{"containerPort": 80}],
                   "environment": [{"name": "KEY", "value": "value"}],
                   "dependsOn": [{"containerName": "db", "condition": "START"}],
                   "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web",
                    "awslogs-region": "us-east-1", "awslogs-stream-prefix": "ecs"}}},
                  {"name": "db", "image": "redis"}]}""".formatted(family, image)));
        this.reads.changed(this.sandbox);
        return made;
    }

    private MvcTestResult delete(String family, String confirmation, String... revisions) {
        return this.mvc.post()
            .uri(LIST + "/{family}/deletions", family)
            .with(csrf())
            .param("confirmation", confirmation)
            .param("revision", revisions)
            .exchange();
    }

}
