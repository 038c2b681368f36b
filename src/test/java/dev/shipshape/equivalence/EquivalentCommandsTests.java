package dev.shipshape.equivalence;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.Action;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.localaws.Program;
import dev.shipshape.localaws.clients.AwsCli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * The commands that the activity log keeps, run one after the other with the AWS CLI
 * against an emptied sandbox, leave the same resources as the console's own actions did.
 * All that the stories change, they change through the console's forms.
 */
@ConsoleTest
class EquivalentCommandsTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Pattern TASK_ID = Pattern.compile("\\b[0-9a-f]{32}\\b");

    private static final String WEB = """
            {"family": "web", "networkMode": "awsvpc", "cpu": "256", "memory": "512",
             "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{"name": "web", "essential": true,
             "image": "public.ecr.aws/docker/library/nginx:1", "dockerLabels": {"says": "it's \\"here\\" $HOME"},
             "portMappings": [{"containerPort": 80, "protocol": "tcp"}], "linuxParameters": {"initProcessEnabled": true},
             "healthCheck": {"command": ["CMD-SHELL", "true"], "interval": 30, "retries": 3},
             "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 2048}]}]}""";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private ActionLog actions;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    @Test
    void clustersAndServicesAndTasks() {
        done("/clusters", "name", "demo", "provider", "FARGATE_SPOT", "insights", "true", "tags",
                "team=blue\nwhy=so it is");
        done("/clusters", "name", "empty", "provider", "FARGATE");
        done("/clusters/empty/deletions", "confirmation", "empty");
        done("/task-definitions", "view", "json", "json", WEB);
        done("/task-definitions", "view", "json", "json", WEB.replace("\"512\"", "\"1024\""));
        done("/tasks", "cluster", "demo", "taskDefinition", "web:1", "launch", "FARGATE", "count", "2", "subnets",
                subnet(), "publicAddress", "true");
        done("/tasks", "cluster", "demo", "taskDefinition", "web:2", "launch", "SPOT", "count", "1", "subnets",
                subnet());
        done("/clusters/demo/tasks/" + task("web:2") + "/stop-requests", "reason", "it's over, \"really\"");
        done("/services", "cluster", "demo", "name", "api", "taskDefinition", "web:1", "launch", "FARGATE", "count",
                "1", "subnets", subnet(), "publicAddress", "true");
        done("/clusters/demo/services/api/scalings", "count", "3");
        done("/clusters/demo/services/api/deployments", "taskDefinition", "web:2");
        done("/services", "cluster", "demo", "name", "old", "taskDefinition", "web:1", "launch", "FARGATE", "count",
                "0", "subnets", subnet());
        done("/clusters/demo/services/old/deletions", "confirmation", "old");
        done("/task-definitions", "view", "json", "json", WEB.replace("\"web\"", "\"gone\""));
        done("/task-definitions/gone/1/deregistrations");
        sameByCommands(12);
    }

    @Test
    void repositoriesAndLogGroups() {
        done("/repositories", "name", "shop/web", "immutable", "true", "scanned", "true", "tags", "team=blue");
        done("/repositories", "name", "gone");
        done("/repositories/gone/deletions", "confirmation", "gone");
        sameByCommands(3);
    }

    private void sameByCommands(int atLeast) {
        List<Action> done = new ArrayList<>(this.actions.find(Specification.unrestricted(), 1, 200).getContent());
        Collections.reverse(done);
        assertThat(done).hasSizeGreaterThanOrEqualTo(atLeast)
            .allSatisfy((action) -> assertThat(action.getOutcome()).isEqualTo(Action.Result.SUCCEEDED));
        Map<String, String> started = tasks();
        List<String> wanted = new Snapshot(this.clients, this.sandbox).take();
        reset();
        for (Action action : done) {
            run(mapped(action.getCommand(), started));
        }
        assertThat(new Snapshot(this.clients, this.sandbox).take()).containsExactlyElementsOf(wanted);
    }

    private static void run(String command) {
        List<String> words = Words.of(command);
        assertThat(words).as(command).first().isEqualTo("aws");
        Program.Result result = AwsCli.shared().run(words.subList(1, words.size()));
        assertThat(result.status()).as(command + "\n" + result.whole()).isZero();
    }

    /** The ids of tasks, by what started them and which of those they are. */
    private Map<String, String> tasks() {
        Map<String, String> started = new LinkedHashMap<>();
        EcsClient ecs = this.clients.ecs(this.sandbox);
        for (String cluster : ecs.listClusters().clusterArns()) {
            for (DesiredStatus desired : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
                List<String> arns = ecs.listTasks((request) -> request.cluster(cluster).desiredStatus(desired))
                    .taskArns();
                if (!arns.isEmpty()) {
                    ecs.describeTasks((request) -> request.cluster(cluster).tasks(arns))
                        .tasks()
                        .forEach((task) -> started.put(task.taskArn().replaceFirst(".*/", ""), task.startedBy()));
                }
            }
        }
        return started;
    }

    /** The command with the ids of the tasks that the commands before it started. */
    private String mapped(String command, Map<String, String> wanted) {
        Matcher ids = TASK_ID.matcher(command);
        StringBuilder mapped = new StringBuilder();
        while (ids.find()) {
            String startedBy = wanted.get(ids.group());
            String now = (startedBy != null) ? tasks().entrySet()
                .stream()
                .filter((task) -> startedBy.equals(task.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow() : ids.group();
            ids.appendReplacement(mapped, now);
        }
        return ids.appendTail(mapped).toString();
    }

    private String task(String definition) {
        EcsClient ecs = this.clients.ecs(this.sandbox);
        return ecs
            .describeTasks((request) -> request.cluster("demo")
                .tasks(ecs.listTasks((list) -> list.cluster("demo")).taskArns()))
            .tasks()
            .stream()
            .filter((task) -> task.taskDefinitionArn().endsWith("/" + definition))
            .map((task) -> task.taskArn().replaceFirst(".*/", ""))
            .findFirst()
            .orElseThrow();
    }

    private String subnet() {
        return this.clients.ec2(this.sandbox).describeSubnets().subnets().get(0).subnetId();
    }

    private void done(String path, String... fields) {
        MockMvcRequestBuilder form = this.mvc.post().uri("/sandbox" + path).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            form = form.param(fields[i], fields[i + 1]);
        }
        MvcTestResult answer = form.exchange();
        assertThat(answer).as(path).hasStatus3xxRedirection();
    }

    private void reset() {
        HttpRequest reset = HttpRequest.newBuilder(URI.create(this.sandbox.endpoint() + "/_localaws/reset"))
            .POST(BodyPublishers.noBody())
            .build();
        try {
            assertThat(HTTP.send(reset, BodyHandlers.discarding()).statusCode()).isBetween(200, 299);
        }
        catch (java.io.IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

}
