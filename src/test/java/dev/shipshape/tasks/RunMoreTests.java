package dev.shipshape.tasks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.AwsClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What is seldom said when a task is run, and what is looked at before. */
@ConsoleTest
class RunMoreTests {

    private static final String ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Workplace place;

    @Autowired
    private AwsClients clients;

    @Autowired
    private JdbcTemplate database;

    @BeforeEach
    void clusterAndDefinition() {
        this.place.cluster();
        this.place.web();
    }

    @Test
    void everythingThatRunTaskTakesCanBeSaid() {
        assertThat(form("web:1").param("containers[0].name", "web")
            .param("containers[0].environment", "MODE=night\nEMPTY=")
            .param("containers[0].cpu", "128")
            .param("containers[0].memory", "256")
            .param("containers[0].reservation", "200")
            .param("more.taskCpu", "512")
            .param("more.taskMemory", "1024")
            .param("more.storage", "30")
            .param("more.group", "night")
            .param("more.tags", "team=web")
            .param("more.propagate", "true")
            .param("more.strategy", "FARGATE_SPOT 0 3\nFARGATE 1 1")
            .param("more.platformVersion", "1.4.0")).hasStatus3xxRedirection();
        Task task = tasks().get(0);
        ContainerOverride container = task.overrides().containerOverrides().get(0);
        assertThat(container.environment()).hasSize(2)
            .anyMatch((pair) -> pair.name().equals("MODE") && pair.value().equals("night"));
        assertThat(container.cpu()).isEqualTo(128);
        assertThat(container.memory()).isEqualTo(256);
        assertThat(container.memoryReservation()).isEqualTo(200);
        assertThat(task.overrides().cpu()).isEqualTo("512");
        assertThat(task.overrides().ephemeralStorage().sizeInGiB()).isEqualTo(30);
        assertThat(task.group()).isEqualTo("night");
        assertThat(task.tags()).anyMatch((tag) -> tag.key().equals("team") && tag.value().equals("web"))
            .anyMatch((tag) -> tag.key().equals("shipshape:action"));
        assertThat(task.capacityProviderName()).startsWith("FARGATE");
        String again = body("/sandbox/tasks/new?like=demo/" + id(task));
        assertThat(again).contains("MODE=night", "value=\"128\"", "value=\"256\"", "value=\"512\"", "value=\"1024\"",
                "value=\"30\"", "value=\"night\"", "team=web");
    }

    @Test
    void aStoppedTaskIsRunAgainWithItsCommand() {
        assertThat(
                form("web:1").param("containers[0].name", "web").param("containers[0].command", "sh -c \"echo 'a b'\""))
            .hasStatus3xxRedirection();
        List<String> arns = this.place.until(() -> this.place.ecs()
            .listTasks((request) -> request.cluster("demo").desiredStatus("STOPPED"))
            .taskArns(), (stopped) -> !stopped.isEmpty());
        Task stopped = this.place.ecs().describeTasks((request) -> request.cluster("demo").tasks(arns)).tasks().get(0);
        assertThat(stopped.overrides().containerOverrides().get(0).command()).containsExactly("sh", "-c", "echo 'a b'");
        assertThat(body("/sandbox/tasks/new?like=demo/" + id(stopped))).contains("sh -c &quot;echo &#39;a b&#39;&quot;",
                "web:1");
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedStays() {
        assertThat(form("web:1").param("more.storage", "10").param("more.group", "kept"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Ephemeral storage is 21 to 200 GiB", "value=\"kept\"");
        assertThat(form("web:1").param("containers[0].name", "web").param("containers[0].environment", "no equals"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Write the variables of web a line each", "no equals");
        assertThat(form("web:1").param("containers[0].name", "web")
            .param("containers[0].environment", "LONG=" + "x".repeat(8200))).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("characters long together; ECS takes 8192");
        assertThat(tasks()).isEmpty();
    }

    @Test
    void moreThanTenAreStartedInCallsWithActionsOfTheirOwn() {
        assertThat(form("web:1", "23")).hasStatus3xxRedirection();
        assertThat(tasks()).hasSize(23);
        assertThat(this.database.queryForList("select id from action where verb = 'RUN'", String.class)).hasSize(3);
        assertThat(tasks().stream().map(Task::startedBy).distinct()).hasSize(3);
    }

    @Test
    void anImageThatIsNotInEcrStopsTheRunUntilItIsSaidAnyway() {
        this.place.register("shop", ContainerDefinition.builder().name("shop").image(ECR + ":2").build());
        assertThat(form("shop:1")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("There is no image shop:2 in ECR", "Run it all the same");
        assertThat(tasks()).isEmpty();
        assertThat(form("shop:1").param("anyway", "true")).hasStatus3xxRedirection();
        assertThat(all()).hasSize(1);
    }

    @Test
    void anImageForAnotherProcessorIsSaidBeforehand() {
        this.clients.ecr(this.place.sandbox()).createRepository((request) -> request.repositoryName("shop"));
        String config = upload("{\"architecture\":\"arm64\",\"os\":\"linux\"}");
        String layer = upload("a layer");
        this.clients.ecr(this.place.sandbox())
            .putImage((request) -> request.repositoryName("shop")
                .imageManifest("""
                        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":38},\
                        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":7}]}"""
                    .formatted(config, layer))
                .imageManifestMediaType("application/vnd.oci.image.manifest.v1+json")
                .imageTag("1"));
        this.place.register("shop", ContainerDefinition.builder().name("shop").image(ECR + ":1").build());
        assertThat(body("/sandbox/tasks/new?taskDefinition=shop:1")).contains("was built for arm64",
                "--platform linux/amd64", "Run it all the same");
    }

    @Test
    void aMissingLogGroupAndAMissingRoleAreSaidBeforehand() {
        this.clients.logs(this.place.sandbox()).deleteLogGroup((request) -> request.logGroupName("/ecs/web"));
        assertThat(body("/sandbox/tasks/new?taskDefinition=web:1")).contains("There is no log group /ecs/web");
        assertThat(form("web:1").param("more.taskRole", "arn:aws:iam::123456789012:role/nobody"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("There is no role nobody");
    }

    @Test
    void withoutAPublicAddressBehindAnInternetGatewayThereIsNoWayOut() {
        assertThat(this.mvc.post()
            .uri("/sandbox/tasks/quotes")
            .with(csrf())
            .header("HX-Request", "true")
            .param("cluster", "demo")
            .param("taskDefinition", "web:1")
            .param("launch", "FARGATE")
            .param("count", "1")
            .param("subnets", this.place.subnet())).bodyText()
            .contains("Without a public address it cannot pull its image", "Run it all the same", "hx-swap-oob");
    }

    /** Uploads a layer; its digest comes back. */
    private String upload(String content) {
        EcrClient ecr = this.clients.ecr(this.place.sandbox());
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String upload = ecr.initiateLayerUpload((request) -> request.repositoryName("shop")).uploadId();
        ecr.uploadLayerPart((request) -> request.repositoryName("shop")
            .uploadId(upload)
            .partFirstByte(0L)
            .partLastByte(bytes.length - 1L)
            .layerPartBlob(SdkBytes.fromByteArray(bytes)));
        String digest = "sha256:" + digest(bytes);
        ecr.completeLayerUpload((request) -> request.repositoryName("shop").uploadId(upload).layerDigests(digest));
        return digest;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private MockMvcRequestBuilder form(String definition) {
        return form(definition, "1");
    }

    private MockMvcRequestBuilder form(String definition, String count) {
        return this.mvc.post()
            .uri("/sandbox/tasks")
            .with(csrf())
            .param("cluster", "demo")
            .param("taskDefinition", definition)
            .param("launch", "FARGATE")
            .param("count", count)
            .param("subnets", this.place.subnet())
            .param("publicAddress", "true");
    }

    private static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }

    private List<Task> tasks() {
        List<String> arns = this.place.ecs().listTasks((request) -> request.cluster("demo")).taskArns();
        return arns.isEmpty() ? List.of()
                : this.place.ecs()
                    .describeTasks((request) -> request.cluster("demo").tasks(arns).include(TaskField.TAGS))
                    .tasks();
    }

    private List<String> all() {
        return this.database.queryForList("select id from action where verb = 'RUN' and outcome = 'SUCCEEDED'",
                String.class);
    }

    private String body(String uri) {
        return new String(this.mvc.get().uri(uri).exchange().getResponse().getContentAsByteArray(),
                StandardCharsets.UTF_8);
    }

}
