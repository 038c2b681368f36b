package dev.shipshape.equivalence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.ConsoleTest;
import dev.shipshape.SandboxControl;
import dev.shipshape.audit.Action;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.localaws.Program;
import dev.shipshape.localaws.clients.AwsCli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
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

    @Autowired
    private SharedReads reads;

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
                subnet(), "publicAddress", "true");
        done("/clusters/demo/tasks/" + task("web:2") + "/stop-requests", "reason", "it's over, \"really\"");
        done("/services", "cluster", "demo", "name", "api", "taskDefinition", "web:1", "launch", "FARGATE", "count",
                "1", "subnets", subnet(), "publicAddress", "true");
        done("/clusters/demo/services/api/scalings", "count", "3");
        done("/clusters/demo/services/api/deployments", "taskDefinition", "web:2");
        done("/services", "cluster", "demo", "name", "old", "taskDefinition", "web:1", "launch", "FARGATE", "count",
                "0", "subnets", subnet(), "publicAddress", "true");
        done("/clusters/demo/services/old/deletions", "confirmation", "old");
        done("/task-definitions", "view", "json", "json", WEB.replace("\"web\"", "\"gone\""));
        done("/task-definitions/gone/1/deregistrations");
        sameByCommands(12);
    }

    @Test
    void settingsAndTagsOfClusters() {
        done("/clusters", "name", "demo", "provider", "FARGATE", "tags", "team=blue");
        done("/clusters/demo/settings", "insights", "enhanced", "execLogging", "DEFAULT");
        done("/clusters/demo/capacity-providers", "providers[0].name", "FARGATE", "providers[0].attached", "true",
                "providers[0].base", "1", "providers[0].weight", "2", "providers[1].name", "FARGATE_SPOT",
                "providers[1].attached", "true", "providers[1].weight", "3");
        done("/clusters/demo/tags", "tags", "team=red\nroom=12");
        sameByCommands(4);
    }

    @Test
    void whatAServiceIsPutThrough() {
        done("/clusters", "name", "demo", "provider", "FARGATE");
        done("/task-definitions", "view", "json", "json", WEB);
        done("/task-definitions", "view", "json", "json", WEB.replace("\"512\"", "\"1024\""));
        done("/services", "cluster", "demo", "name", "api", "taskDefinition", "web:1", "launch", "STRATEGY", "count",
                "2", "subnets", subnet(), "publicAddress", "true", "scheduling", "REPLICA", "tags", "team=blue",
                "options.strategy[0].provider", "FARGATE", "options.strategy[0].base", "1",
                "options.strategy[0].weight", "1", "options.strategy[1].provider", "FARGATE_SPOT",
                "options.strategy[1].weight", "3", "options.minimum", "50", "options.maximum", "150", "options.breaker",
                "true", "options.rollback", "true");
        done("/clusters/demo/services/api/edits", "taskDefinition", "web:2", "count", "3", "subnets", subnet(),
                "publicAddress", "true", "options.minimum", "100", "options.maximum", "200", "options.breaker", "true");
        done("/clusters/demo/services/api/tags", "tags", "team=red");
        done("/clusters/demo/services/api/rollbacks", "taskDefinition", "web:1");
        done("/clusters/demo/services/api/stops");
        done("/clusters/demo/services/api/starts", "count", "3");
        sameByCommands(9);
    }

    @Test
    void repositoriesAndTheirSettings() {
        done("/repositories", "name", "shop/web", "immutable", "true", "scanned", "true", "tags", "team=blue");
        done("/repositories", "name", "gone");
        done("/repositories/gone/deletions", "confirmation", "gone");
        done("/repositories/shop~web/tag-mutability", "keeps", "MUTABLE");
        done("/repositories/shop~web/scanning", "onPush", "false");
        done("/repositories/shop~web/tags", "tags", "team=red");
        done("/repositories/shop~web/policy", "text", """
                {"Version": "2012-10-17", "Statement": [{"Sid": "pull", "Effect": "Allow",
                 "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": ["ecr:BatchGetImage"]}]}""");
        done("/repositories", "name", "shop/db");
        done("/repositories/shop~db/lifecycle", "view", "json", "json",
                """
                        {"rules": [{"rulePriority": 1, "description": "it's old", "selection": {"tagStatus": "untagged",
                         "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14}, "action": {"type": "expire"}}]}""");
        done("/repositories/shop~web/lifecycle", "view", "json", "json", """
                {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan",
                 "countNumber": 5}, "action": {"type": "expire"}}]}""");
        done("/repositories/shop~web/lifecycle/deletions");
        sameByCommands(11);
    }

    @Test
    void imagesAndTheirTags() {
        Runnable given = () -> new Images(this.clients, this.sandbox).put("shop/web", "v1", "v2", "v3");
        given.run();
        this.reads.changed(this.sandbox);
        String first = digest("v1");
        done("/repositories/shop~web/images/" + first + "/tags", "tag", "live");
        done("/repositories/shop~web/image-deletions/tags", "digest", first, "tag", "v1");
        sameByCommands(2, given);
    }

    private void sameByCommands(int atLeast) {
        sameByCommands(atLeast, () -> {
        });
    }

    /** What the stories began with is there before the commands, too. */
    private void sameByCommands(int atLeast, Runnable given) {
        List<Action> done = new ArrayList<>(this.actions.find(Specification.unrestricted(), 1, 200).getContent());
        Collections.reverse(done);
        assertThat(done).hasSizeGreaterThanOrEqualTo(atLeast)
            .allSatisfy((action) -> assertThat(action.getOutcome()).isEqualTo(Action.Result.SUCCEEDED));
        Map<String, String> started = tasks();
        List<String> wanted = new Snapshot(this.clients, this.sandbox).take();
        SandboxControl.of(this.sandbox).reset();
        given.run();
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

    private String digest(String tag) {
        return this.clients.ecr(this.sandbox)
            .describeImages((request) -> request.repositoryName("shop/web")
                .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
            .imageDetails()
            .get(0)
            .imageDigest();
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

}
