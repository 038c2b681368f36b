package dev.shipshape.taskdefinitions;

import java.util.List;
import java.util.Map;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.tasks.Workplace;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * What a person writes into variables and log options stays where it was written: on AWS,
 * and on the pages whose purpose is to show a definition's variables.
 */
@ConsoleTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

    private static final String MARK = "hush-7f3a91";

    private static final String JSON = """
            {"family": "safe", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512",
             "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
             "containerDefinitions": [{"name": "web", "image": "nginx:%s",
              "environment": [{"name": "PASSWORD", "value": "hush-7f3a91"}],
              "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:us-east-1:123456789012:parameter/key"}],
              "logConfiguration": {"logDriver": "splunk", "options": {"splunk-token": "hush-7f3a91", "splunk-url": "https://x"}}}]}""";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private LoggingSystem logging;

    @Autowired
    private Workplace workplace;

    @Autowired
    private SharedReads reads;

    @BeforeEach
    void logEverythingOfOurs() {
        this.logging.setLogLevel("dev.shipshape", LogLevel.DEBUG);
    }

    @AfterEach
    void logAsBefore() {
        this.logging.setLogLevel("dev.shipshape", null);
    }

    @Test
    void aSecretIsOnNoOtherPageAndInNoRecordAndNoLog(CapturedOutput output) throws Exception {
        this.workplace.cluster();
        assertThat(register(JSON.formatted(1), "")).hasRedirectedUrl("/sandbox/task-definitions/safe/1");
        assertThat(register(JSON.formatted(2), "")).hasStatus3xxRedirection();
        assertThat(register(JSON.formatted(2).replace("awsvpc", "bridge"), ""))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        MvcTestResult preview = register(JSON.formatted(3), "command");
        assertThat(preview).bodyText().contains("register-task-definition").doesNotContain(MARK);
        this.workplace.ecs()
            .runTask((request) -> request.cluster(Workplace.CLUSTER)
                .taskDefinition("safe")
                .launchType("FARGATE")
                .networkConfiguration(
                        (network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(this.workplace.subnet()))));
        this.reads.changed(this.workplace.sandbox());
        String family = "/sandbox/task-definitions/safe";
        List<String> pages = List.of("/", "/activity", "/cleanup", "/costs", "/sandbox/clusters",
                "/sandbox/clusters/demo", "/sandbox/tasks", "/sandbox/repositories", "/sandbox/task-definitions",
                "/sandbox/task-definitions?details=true&q=" + MARK.substring(0, 4), family, family + "?details=true",
                family + "?format=csv", family + "?format=json", family + "/differences?from=1&to=2",
                family + "/exports/json", family + "/exports/cli", family + "/exports/compose",
                family + "/exports/cloudformation", family + "/exports/kubernetes", family + "/retentions/new?keep=1",
                family + "/deletions/new?revision=1", "/sandbox/tasks/new?taskDefinition=safe:2",
                "/sandbox/services/new?taskDefinition=safe:2");
        for (String page : pages) {
            String address = page.startsWith(family + "/exports") ? page.replace("/exports", "/2/exports") : page;
            assertThat(this.mvc.get().uri(address)).as(address)
                .hasStatusOk()
                .bodyText()
                .as(address)
                .doesNotContain(MARK);
        }
        assertThat(this.mvc.get().uri(family + "/2")).bodyText().contains(MARK); // who
                                                                                 // may
                                                                                 // look
                                                                                 // sees
                                                                                 // variables
                                                                                 // there
        assertThat(rows()).isNotEmpty()
            .noneMatch((row) -> row.contains(MARK))
            .anyMatch((row) -> row.contains("PASSWORD"));
        assertThat(output.getAll()).doesNotContain(MARK);
    }

    @Test
    void whatAwsSaysOfAValueIsHushed() {
        TaskDefinitionJson json = TaskDefinitionJson.parse(JSON.formatted(1));
        Problem told = new Problem(HttpStatus.BAD_REQUEST, "Option hush-7f3a91 is wrong.", "", null, "ClientException",
                "id", "splunk-token=hush-7f3a91 is wrong", null);
        Problem hushed = json.hushed(told);
        assertThat(hushed.what()).isEqualTo("Option *** is wrong.");
        assertThat(hushed.original()).isEqualTo("splunk-token=*** is wrong");
        assertThat(hushed.code()).isEqualTo("ClientException");
    }

    private MvcTestResult register(String json, String preview) {
        return this.mvc.post()
            .uri("/sandbox/task-definitions")
            .with(csrf())
            .param("view", "json")
            .param("json", json)
            .param(preview.isEmpty() ? "unused" : "preview", preview)
            .exchange();
    }

    /** All that the database holds, a text for each row. */
    private List<String> rows() {
        return this.database.queryForList("""
                select table_name from information_schema.tables
                where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history'""", String.class)
            .stream()
            .flatMap((table) -> this.database.queryForList("select * from \"" + table + "\"").stream())
            .map(Map::toString)
            .toList();
    }

}
