package dev.shipshape.tasks;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.SandboxControl;
import dev.shipshape.tasks.kept.KeptTasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;

import static org.assertj.core.api.Assertions.assertThat;

@ConsoleTest
class KeptTasksTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @Autowired
    private Tasks tasks;

    @Autowired
    private KeptTasks kept;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private Clock clock;

    @BeforeEach
    void clusterAndJob() {
        this.place.cluster();
        this.place.script("job", "exit 3");
    }

    @Test
    void aTaskThatWasSeenStoppedIsListedAndHasItsPageAfterAwsForgotIt() throws Exception {
        Task task = failed();
        awsForgets();
        String list = body("/sandbox/tasks?show=stopped&q=family:job");
        assertThat(list).contains(task.id(), "kept by Shipshape", "exit code 3", "Shipshape keeps those that it saw");
        assertThat(body("/sandbox/clusters/demo/tasks")).contains(task.id(), "kept by Shipshape");
        assertThat(body("/sandbox/clusters/demo/tasks?show=running")).doesNotContain(task.id());
        assertThat(body("/sandbox/tasks?q=kept:no")).doesNotContain(task.id());
        assertThat(body("/sandbox/clusters/demo/tasks/" + task.id())).contains("kept by Shipshape, seen last",
                "AWS has forgotten this task", "exit code 3", "Failed", "0.25 vCPU, 512 MiB", "Run again");
    }

    @Test
    void whatAwsStillTellsIsNotShownTwice() {
        Task task = failed();
        assertThat(body("/sandbox/tasks?show=stopped")).doesNotContain("kept by Shipshape")
            .containsOnlyOnce("data-row=\"" + task.id() + "\"");
    }

    @Test
    void aTaskThatIsSeenAgainIsOneRow() {
        failed();
        for (int look = 0; look < 3; look++) {
            this.tasks.now(this.place.sandbox(), "demo");
        }
        assertThat(rows()).isOne();
    }

    @Test
    void valuesOfEnvironmentVariablesAreNotKept() {
        this.place.ecs()
            .runTask((request) -> request.cluster("demo")
                .taskDefinition("job")
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.place.subnet())))
                .overrides((overrides) -> overrides.containerOverrides(ContainerOverride.builder()
                    .name("job")
                    .environment(KeyValuePair.builder().name("TOKEN").value("hush-hush").build())
                    .build())));
        this.place.until(() -> this.tasks.now(this.place.sandbox(), "demo"), (all) -> all.get(0).stopped());
        List<String> told = this.database.queryForList("select told from kept_task", String.class);
        assertThat(told).singleElement().satisfies((json) -> assertThat(json).contains("TOKEN").doesNotContain("hush"));
    }

    @Test
    void whatWasKeptLongEnoughIsNeitherShownNorKept() throws Exception {
        Task task = failed();
        awsForgets();
        this.database.update("update kept_task set stopped_at = ?",
                OffsetDateTime.ofInstant(this.clock.instant().minus(Duration.ofDays(31)), ZoneOffset.UTC));
        assertThat(body("/sandbox/tasks?show=stopped")).doesNotContain(task.id());
        assertThat(this.mvc.get().uri("/sandbox/clusters/demo/tasks/" + task.id())).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(rows()).isOne();
        ReflectionTestUtils.invokeMethod(this.kept, "forget");
        assertThat(rows()).isZero();
    }

    private int rows() {
        return this.database.queryForList("select id from kept_task", String.class).size();
    }

    private Task failed() {
        this.place.ecs()
            .runTask((request) -> request.cluster("demo")
                .taskDefinition("job")
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.place.subnet()))));
        return this.place.until(() -> this.tasks.now(this.place.sandbox(), "demo"), (all) -> all.get(0).stopped())
            .get(0);
    }

    /** The sandbox forgets everything; the cluster is made again. */
    private void awsForgets() {
        SandboxControl.of(this.place.sandbox()).reset();
        this.place.cluster();
    }

    private String body(String uri) {
        return new String(this.mvc.get().uri(uri).exchange().getResponse().getContentAsByteArray(),
                StandardCharsets.UTF_8);
    }

}
