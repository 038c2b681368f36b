package dev.shipshape.tasks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.shipshape.ConsoleTest;
import dev.shipshape.web.Many;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class StopManyTests {

    private static final String STOPS = "/sandbox/tasks/stop-requests";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @Autowired
    private Tasks tasks;

    @Autowired
    private JdbcTemplate database;

    @BeforeEach
    void twoFamiliesRun() {
        this.place.cluster();
        this.place.web();
        this.place.register("job",
                ContainerDefinition.builder().name("job").image("public.ecr.aws/docker/library/nginx:1").build());
        run("web", 2);
        run("job", 3);
        this.place.until(() -> this.tasks.now(this.place.sandbox(), "demo"),
                (all) -> all.size() == 5 && all.stream().allMatch((task) -> task.lastStatus().equals("RUNNING")));
    }

    @Test
    void theListHasABoxForEachThatRunsAndAWayToStopAllThatTheFilterKeeps() {
        assertThat(body("/sandbox/tasks?q=family:job")).contains("name=\"id\"", "value=\"demo/",
                "Stop all 3 of the filter", STOPS + "/new", "format=csv");
    }

    @Test
    void theConfirmationNamesAllOfAFamilyAndWhoStartsOthers() {
        String page = body(STOPS + "/new?q=family:job");
        assertThat(page).contains("Stop 3 tasks?", "in demo", "Reason").doesNotContain("web:1");
        family("job").forEach((task) -> assertThat(page).contains(task.id()));
        assertThat(this.tasks.now(this.place.sandbox(), "demo")).noneMatch(Task::ending);
    }

    @Test
    void whatWasTickedStopsWithThePersonInItsReasonAndTellsWhatCameOfEach() {
        List<Task> jobs = family("job");
        Task gone = jobs.get(0);
        this.place.ecs().stopTask((request) -> request.cluster("demo").task(gone.id()));
        this.place.until(() -> this.tasks.named(this.place.sandbox(), "demo", gone.id()), Task::stopped);
        MvcTestResult result = this.mvc.post()
            .uri(STOPS)
            .with(csrf())
            .param("id", jobs.stream().map((task) -> "demo/" + task.id()).toArray(String[]::new))
            .param("reason", "enough")
            .exchange();
        assertThat(result).hasRedirectedUrl("/sandbox/tasks");
        Many many = (Many) Objects.requireNonNull(result.getMvcResult().getFlashMap().get("many"));
        assertThat(many.done()).isEqualTo(2);
        assertThat(many.rows().get(0).words()).contains("has stopped already");
        List<Task> stopped = this.place.until(() -> family("job"), (all) -> all.stream().allMatch(Task::stopped));
        assertThat(stopped).filteredOn((task) -> !task.id().equals(gone.id()))
            .hasSize(2)
            .allMatch((task) -> task.stoppedReason().equals("Stopped by operator with Shipshape: enough"));
        assertThat(family("web")).noneMatch(Task::ending);
        assertThat(this.database.queryForList("select id from action where verb = 'STOP'", String.class)).hasSize(2);
    }

    @Test
    void theFormShowsACommandForEachAndStopsNone() {
        List<Task> jobs = family("job");
        assertThat(this.mvc.post()
            .uri(STOPS)
            .with(csrf())
            .param("id", "demo/" + jobs.get(0).id(), "demo/" + jobs.get(1).id())
            .param("preview", "command")).bodyText().contains("aws ecs stop-task", jobs.get(0).id(), jobs.get(1).id());
        assertThat(this.tasks.now(this.place.sandbox(), "demo")).noneMatch(Task::ending);
    }

    @Test
    void nothingTickedIsSaid() {
        assertThat(this.mvc.post().uri(STOPS).with(csrf())).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Nothing was ticked");
        assertThat(this.mvc.get().uri(STOPS + "/new?q=family:nothing")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("None of these tasks can be stopped");
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerHasNoBoxes() {
        assertThat(body("/sandbox/tasks")).doesNotContain("name=\"id\"", "Stop all");
        assertThat(this.mvc.post().uri(STOPS).with(csrf()).param("id", "demo/x")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void theListIsHadAsAFileAsItIsFilteredAndOrdered() {
        String csv = body("/sandbox/tasks?q=family:job&sort=id&format=csv");
        List<String> ids = family("job").stream().map(Task::id).sorted().toList();
        assertThat(csv.lines().toList()).hasSize(4)
            .first()
            .asString()
            .startsWith("\"task\",\"state\",\"reason\",\"task definition\"");
        assertThat(csv.lines().skip(1).map((line) -> line.substring(1, line.indexOf('"', 1))))
            .containsExactlyElementsOf(ids);
        assertThat(body("/sandbox/clusters/demo/tasks?q=family:web&format=json"))
            .contains("\"task definition\" : \"web:1\"")
            .doesNotContain("job:1");
    }

    private List<Task> family(String family) {
        return this.tasks.now(this.place.sandbox(), "demo")
            .stream()
            .filter((task) -> task.family().equals(family))
            .toList();
    }

    private void run(String family, int count) {
        this.place.ecs()
            .runTask((request) -> request.cluster("demo")
                .taskDefinition(family)
                .count(count)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.place.subnet()))));
    }

    private String body(String uri) {
        return new String(this.mvc.get().uri(URI.create(uri)).exchange().getResponse().getContentAsByteArray(),
                StandardCharsets.UTF_8);
    }

}
