package dev.shipshape.tasks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Extent;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.network.Networks;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class TaskPagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @Autowired
    private Tasks tasks;

    @Autowired
    private TaskDefinitions definitions;

    @Autowired
    private Networks networks;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private TaskRemover remover;

    @Autowired
    private TaskImages images;

    @BeforeEach
    void cluster() {
        this.place.cluster();
    }

    @Test
    void anEmptyListSaysWhatToDo() {
        assertThat(this.mvc.get().uri("/sandbox/tasks")).hasStatusOk()
            .bodyText()
            .contains("No task runs here", "Run task");
        assertThat(this.mvc.get().uri("/sandbox/clusters/demo/tasks")).hasStatusOk()
            .bodyText()
            .contains("No task runs here", "/sandbox/tasks/new?cluster=demo");
    }

    @Test
    void aRunningTaskShowsItsLifeItsAddressesAndWhereToOpenIt() {
        this.place.web();
        Task task = running("web");
        assertThat(task.containers()).singleElement()
            .satisfies((container) -> assertThat(container.bindings()).isNotEmpty());
        int port = task.containers().get(0).bindings().get(0).hostPort();
        assertThat(page(task)).contains("Running", "ss-life", "Provisioning", "Deprovisioning",
                "http://localhost:" + port, "Open web", "0.25 vCPU, 512 MiB", "operator, with Shipshape", "$0.0173/h",
                "Cost so far", String.valueOf(task.privateAddress()), "public.ecr.aws/docker/library/nginx:1",
                "stop-requests/new", "Run again");
        assertThat(this.place.until(() -> page(task), (html) -> html.contains("ss-line-time"))).contains("Log lines");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerSeesTheTaskButNotItsButtons() {
        this.place.web();
        Task task = running("web");
        assertThat(page(task)).contains("Open web").doesNotContain("stop-requests", "Run again");
        assertThat(this.mvc.post().uri(address(task) + "/stop-requests").with(csrf())).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void stoppingNamesThePersonAndTheLedgerWaitsForAwsToSayStopped() {
        this.place.web();
        Task task = running("web");
        assertThat(this.mvc.get().uri(address(task) + "/stop-requests/new")).hasStatusOk()
            .bodyText()
            .contains("Stop task", "web:1", "demo", "1 container");
        assertThat(this.mvc.post()
            .uri(address(task) + "/stop-requests")
            .with(csrf())
            .param("reason", "lunch")
            .param("preview", "command")).hasStatusOk().bodyText().contains("aws ecs stop-task", "lunch");
        assertThat(this.mvc.post().uri(address(task) + "/stop-requests").with(csrf()).param("reason", "lunch"))
            .hasRedirectedUrl(address(task));
        Task stopped = stopped(task);
        assertThat(stopped.stoppedReason()).isEqualTo("Stopped by operator with Shipshape: lunch");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED.toString());
        assertThat(this.ledger.standing()).isEmpty();
        assertThat(page(task))
            .contains("Stopped", "It was stopped on request", "What AWS said", "lunch", "Run again", "It cost")
            .doesNotContain("stop-requests/new", "Open web");
    }

    @Test
    void theCostOfAStoppedTaskKeepsThePublicAddressThatWasWrittenDown() {
        this.place.web();
        Task task = running("web");
        assertThat(page(task)).contains("Cost so far", "$0.0003");
        this.tasks.stop(this.place.sandbox(), task, "");
        stopped(task);
        assertThat(page(task)).contains("It cost", "$0.0003").doesNotContain("without its address");
        this.ledger.gone(this.place.sandbox(), task.arn(), null);
        assertThat(page(task)).contains("It cost", "$0.0003").doesNotContain("without its address");
        this.database.update("delete from ledger_entry");
        assertThat(page(task)).as("as if made elsewhere")
            .contains("It cost", "$0.0002", "without its address, price of 2026-09-11");
    }

    @Test
    void whatStopsOrHasStoppedIsNotToldAgain() {
        this.place.web();
        Task task = running("web");
        this.tasks.stop(this.place.sandbox(), task, "");
        Task stopped = stopped(task);
        assertThat(this.mvc.post().uri(address(task) + "/stop-requests").with(csrf()))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("has stopped already");
        this.remover.remove(this.place.sandbox(), Tasks.resource(this.place.sandbox(), stopped, false));
        assertThat(stops(task)).isOne();
        Task second = running("web");
        this.place.ecs().stopTask((request) -> request.cluster("demo").task(second.id()));
        Task stopping = this.tasks.now(this.place.sandbox(), "demo")
            .stream()
            .filter((one) -> one.id().equals(second.id()))
            .findFirst()
            .orElseThrow();
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.tasks.stop(this.place.sandbox(), stopping, ""))
            .satisfies((problem) -> assertThat(problem.what()).contains("already"));
        assertThat(stops(second)).isZero();
    }

    private int stops(Task task) {
        return this.database
            .queryForList("select id from action where verb = 'STOP' and resource = ?", String.class, task.id())
            .size();
    }

    @Test
    void theActivityLinksTheTaskThatARunStartedOrTheTasksOfTheCluster() {
        this.place.web();
        Task task = running("web");
        assertThat(body("/activity")).contains("run task", "href=\"" + address(task) + "\"");
        this.tasks.stop(this.place.sandbox(), task, "");
        this.ledger.gone(this.place.sandbox(), stopped(task).arn(), null);
        assertThat(body("/activity")).contains("run task").doesNotContain("/clusters/demo/tasks");
        this.tasks.run(this.place.sandbox(), new TaskRun("demo", this.definitions.named(this.place.sandbox(), "web"),
                Launch.FARGATE, 2, this.networks.in(this.place.sandbox()).usual()));
        assertThat(body("/activity")).contains("href=\"/sandbox/clusters/demo/tasks\"")
            .doesNotContain("/clusters/demo/tasks/");
    }

    @Test
    void aReasonThatIsTooLongStaysAsTyped() {
        this.place.web();
        Task task = running("web");
        String reason = "x".repeat(201);
        assertThat(this.mvc.post().uri(address(task) + "/stop-requests").with(csrf()).param("reason", reason))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Say it in up to 200 characters", reason);
        assertThat(this.tasks.now(this.place.sandbox(), "demo")).allMatch((one) -> !one.ending());
    }

    @Test
    void aJobThatEndsWellHasStoppedAndOneThatDoesNotHasFailedWithItsReason() {
        this.place.script("good", "echo done; exit 0");
        this.place.script("bad", "exit 127");
        Task good = stopped(run("good"));
        Task bad = stopped(run("bad"));
        assertThat(page(good)).contains("It did its work and ended without an error");
        assertThat(page(bad)).contains("Failed", "has a command that is not in the image (exit code 127)",
                "ss-station-broken", "EssentialContainerExited");
        String list = body("/sandbox/tasks?q=state:stopped");
        assertThat(list).contains(good.id(), bad.id(), "exit code 127");
        assertThat(body("/sandbox/tasks?q=state:failed")).contains(bad.id()).doesNotContain(good.id());
        assertThat(body("/sandbox/tasks?q=family:good")).contains(good.id()).doesNotContain(bad.id());
        assertThat(body("/sandbox/tasks?show=running")).contains("No task matches").doesNotContain(good.id());
        assertThat(body("/sandbox/clusters/demo/tasks?show=stopped&size=1&sort=definition")).contains(bad.id())
            .contains("Page 1 of 2")
            .doesNotContain(good.id());
    }

    @Test
    void anImageThatIsNotThereBreaksTheLineBeforeRunning() {
        this.place.register("gone",
                ContainerDefinition.builder()
                    .name("gone")
                    .image("123456789012.dkr.ecr.us-east-1.amazonaws.com/nothing:1")
                    .build());
        Task task = stopped(run("gone"));
        assertThat(page(task)).contains("could not be found", "CannotPullContainerError", "ss-station-broken",
                "ss-station-skipped", "Failed");
    }

    @Test
    void atRestAPageStopsAskingAndAnUnchangedOneMovesNothing() {
        this.place.script("good", "exit 0");
        Task task = stopped(run("good"));
        assertThat(this.mvc.get().uri(address(task) + "?v=old").header("HX-Request", "true")).hasStatus(286)
            .bodyText()
            .contains("id=\"task\"")
            .doesNotContain("<html");
        assertThat(page(task)).doesNotContain("hx-trigger=\"every");
    }

    @Test
    void anUnknownTaskIsNotFound() {
        assertThat(this.mvc.get().uri("/sandbox/clusters/demo/tasks/0123")).hasStatus(HttpStatus.NOT_FOUND)
            .bodyText()
            .contains("There is no task");
        assertThat(this.mvc.get().uri("/sandbox/clusters/nowhere/tasks")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void whatAnActionStartedIsFoundAgainWhetherItRunsOrHasStopped() {
        this.place.script("good", "exit 0");
        Task stopped = stopped(run("good"));
        String action = stopped.startedBy().split("/", -1)[1];
        List<Resource> made = this.remover.madeBy(this.place.sandbox(),
                new OpenAction(action, Verb.RUN, Tasks.KIND, "good:1", "demo", null, "", Instant.now()));
        assertThat(made).singleElement().satisfies((resource) -> {
            assertThat(resource.arn()).isEqualTo(stopped.arn());
            assertThat(this.remover.isGone(this.place.sandbox(), resource)).isTrue();
        });
        assertThat(this.remover.madeBy(this.place.sandbox(),
                new OpenAction("another", Verb.RUN, Tasks.KIND, "good:1", "demo", null, "", Instant.now())))
            .isEmpty();
    }

    @Test
    void cleanUpStopsWhatStandsAndKnowsWhenItIsGone() {
        this.place.web();
        Task task = running("web");
        List<Resource> standing = this.remover.standingIn(this.place.sandbox(), "demo");
        assertThat(standing).extracting(Resource::arn).containsExactly(task.arn());
        assertThat(standing.get(0).facts()).containsEntry("public", "true").containsEntry("memory", "512");
        assertThat(this.remover.isGone(this.place.sandbox(), standing.get(0))).isFalse();
        assertThat(this.remover.page(this.place.sandbox(), standing.get(0))).isEqualTo(address(task));
        this.remover.remove(this.place.sandbox(), standing.get(0));
        this.place.until(() -> this.remover.isGone(this.place.sandbox(), standing.get(0)), Boolean::booleanValue);
        assertThat(this.remover.standingIn(this.place.sandbox(), "demo")).isEmpty();
    }

    @Test
    void theRegistryLearnsWhoRunsAnImage() {
        this.place.web();
        Task task = running("web");
        assertThat(this.images.of(this.place.sandbox(), "public.ecr.aws/docker/library/nginx", Extent.WHOLE))
            .singleElement()
            .satisfies((user) -> assertThat(user.page()).isEqualTo(address(task)));
        assertThat(this.images.of(this.place.sandbox(), "public.ecr.aws/docker/library/ngin", Extent.WHOLE)).isEmpty();
    }

    private Task run(String family) {
        return this.tasks
            .run(this.place.sandbox(),
                    new TaskRun("demo", this.definitions.named(this.place.sandbox(), family), Launch.FARGATE, 1,
                            this.networks.in(this.place.sandbox()).usual()))
            .tasks()
            .get(0);
    }

    private Task running(String family) {
        Task started = run(family);
        return this.place.until(() -> this.tasks.named(this.place.sandbox(), "demo", started.id()),
                (task) -> task.lastStatus().equals("RUNNING"));
    }

    private Task stopped(Task started) {
        return this.place.until(() -> this.tasks.named(this.place.sandbox(), "demo", started.id()), Task::stopped);
    }

    private static String address(Task task) {
        return "/sandbox/clusters/demo/tasks/" + task.id();
    }

    private String page(Task task) {
        return body(address(task));
    }

    private String body(String address) {
        MvcTestResult answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}
