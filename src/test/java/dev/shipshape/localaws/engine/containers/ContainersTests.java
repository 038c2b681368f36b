package dev.shipshape.localaws.engine.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.LocalAws;
import dev.shipshape.localaws.LocalAwsProperties;
import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks of real containers, at Podman's Docker-compatible service. */
@SuppressWarnings("unchecked") // the SDK's builders take any number of generic consumers
class ContainersTests {

    @RegisterExtension
    @Order(1)
    static final Podman podman = new Podman();

    @RegisterExtension
    @Order(2)
    static final LocalAwsServer aws = LocalAwsServer.withContainers(podman.socket());

    private static final HttpClient http = HttpClient.newHttpClient();

    private EcsClient ecs;

    private CloudWatchLogsClient logs;

    private String image;

    @BeforeEach
    void connect() {
        Assumptions.assumeTrue(Busybox.isThere(), "/bin/busybox is not there: nothing can be run in a container");
        this.ecs = aws.ecs();
        this.logs = aws.client(CloudWatchLogsClient.builder());
        this.ecs.createCluster((request) -> request.clusterName("demo"));
        aws.client(EcrClient.builder()).createRepository((request) -> request.repositoryName("team/box"));
        Busybox.push(Pusher.of(aws), "team/box", "1");
        this.image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/box:1";
    }

    private ContainerDefinition.Builder container(String name, String script) {
        return ContainerDefinition.builder()
            .name(name)
            .image(this.image)
            .entryPoint("/bin/sh", "-c")
            .command(script)
            .stopTimeout(2)
            .logConfiguration((logging) -> logging.logDriver(LogDriver.AWSLOGS)
                .options(Map.of("awslogs-group", "/demo", "awslogs-region", "us-east-1", "awslogs-stream-prefix", "app",
                        "awslogs-create-group", "true")));
    }

    private Task run(ContainerDefinition... containers) {
        return run(UnaryOperator.identity(), containers);
    }

    private Task run(UnaryOperator<RegisterTaskDefinitionRequest.Builder> change, ContainerDefinition... containers) {
        RegisterTaskDefinitionRequest definition = change
            .apply(RegisterTaskDefinitionRequest.builder()
                .family("app")
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .executionRoleArn("arn:aws:iam::123456789012:role/ecsTaskExecutionRole")
                .cpu("256")
                .memory("512")
                .containerDefinitions(containers))
            .build();
        String arn = this.ecs.registerTaskDefinition(definition).taskDefinition().taskDefinitionArn();
        return this.ecs.runTask((request) -> request.cluster("demo")
            .taskDefinition(arn)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((awsvpc) -> awsvpc.subnets(aws.subnet()))))
            .tasks()
            .get(0);
    }

    private Task now(Task task) {
        return this.ecs.describeTasks((request) -> request.cluster("demo").tasks(task.taskArn())).tasks().get(0);
    }

    private Task until(Task task, String status) {
        return Patience.until(() -> now(task),
                (now) -> now.lastStatus().equals(status) || now.lastStatus().equals("STOPPED"));
    }

    private static Container container(Task task, String name) {
        return task.containers().stream().filter((each) -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private List<String> lines(Task task, String container) {
        String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        try {
            return this.logs
                .getLogEvents((request) -> request.logGroupName("/demo")
                    .logStreamName("app/" + container + "/" + id)
                    .startFromHead(true))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
        }
        catch (ResourceNotFoundException ex) {
            return List.of();
        }
    }

    private static String get(int port) {
        return get(port, "/");
    }

    private static String get(int port, String path) {
        try {
            return http
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                        BodyHandlers.ofString())
                .body();
        }
        catch (IOException | InterruptedException ex) {
            return ex.toString();
        }
    }

    @Test
    void theTiersOfATaskReachOneAnotherByNameAndOnLocalhost() {
        Task task = run(
                container("web", "echo hello from $AWS_EXECUTION_ENV; "
                        + "busybox wget -q -O /www/index.html http://api:9090/; exec busybox httpd -f -p 8080 -h /www")
                    .portMappings((port) -> port.containerPort(8080))
                    .dependsOn((api) -> api.containerName("api").condition(ContainerCondition.HEALTHY))
                    .build(),
                container("api", "echo the api says hello > /www/index.html; exec busybox httpd -f -p 9090 -h /www")
                    .healthCheck((check) -> check.command("CMD-SHELL", "busybox wget -q -O - http://localhost:9090/"))
                    .build());
        Task running = until(task, "RUNNING");
        assertThat(running.lastStatus()).as(running.toString()).isEqualTo("RUNNING");
        assertThat(running.healthStatus()).isEqualTo(HealthStatus.HEALTHY);
        int port = container(running, "web").networkBindings().get(0).hostPort();
        assertThat(Patience.until(() -> get(port), (page) -> page.contains("hello"))).isEqualTo("the api says hello\n");
        assertThat(Patience.until(() -> lines(task, "web"), (lines) -> !lines.isEmpty()))
            .contains("hello from AWS_ECS_FARGATE");
        this.ecs.stopTask((request) -> request.cluster("demo").task(task.taskArn()).reason("enough"));
        Task stopped = until(task, "STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
    }

    @Test
    void whatAContainerIsToldReachesIt() {
        Task task = run((definition) -> definition.volumes((volume) -> volume.name("shared")),
                container("first",
                        "echo $GREETING from $FROM in $(busybox pwd) as $(busybox id -u); "
                                + "echo trouble >&2; echo kept > /data/file")
                    .essential(false)
                    .environment((variable) -> variable.name("GREETING").value("hello"))
                    .workingDirectory("/www")
                    .mountPoints((point) -> point.sourceVolume("shared").containerPath("/data"))
                    .user("0")
                    .build(),
                container("second", "busybox cat /data/file; echo no > /data/file || exit 9")
                    .dependsOn((first) -> first.containerName("first").condition(ContainerCondition.SUCCESS))
                    .mountPoints((point) -> point.sourceVolume("shared").containerPath("/data").readOnly(true))
                    .build());
        Task stopped = until(task, "STOPPED");
        assertThat(lines(task, "first")).as(stopped.toString()).contains("hello from image in /www as 0", "trouble");
        assertThat(lines(task, "second")).contains("kept");
        assertThat(container(stopped, "first").exitCode()).isZero();
        assertThat(container(stopped, "second").exitCode()).isEqualTo(9);
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(stopped.stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(stopped.pullStoppedAt()).isAfterOrEqualTo(stopped.pullStartedAt());
    }

    @Test
    void aContainerHasTimeToEndWhenItsTaskIsStopped() {
        Task task = run(
                container("web", "trap 'echo good bye; exit 5' TERM; echo ready; while :; do busybox sleep 0.1; done")
                    .build());
        until(task, "RUNNING");
        Patience.until(() -> lines(task, "web"), (lines) -> lines.contains("ready"));
        this.ecs.stopTask((request) -> request.cluster("demo").task(task.taskArn()).reason("enough"));
        Task stopped = until(task, "STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(stopped.stoppedReason()).isEqualTo("enough");
        assertThat(container(stopped, "web").exitCode()).isEqualTo(5);
        assertThat(lines(task, "web")).containsExactly("ready", "good bye");
        assertThat(left()).isEmpty();
    }

    /** ECS: "OutOfMemoryError: Container killed due to memory usage", exit code 137. */
    @Test
    void aContainerThatTakesTooMuchMemoryIsKilled() {
        Task task = run(
                container("greedy", "exec busybox dd if=/dev/zero of=/dev/null bs=300M count=1").memory(32).build());
        Container greedy = container(until(task, "STOPPED"), "greedy");
        assertThat(greedy.exitCode()).isEqualTo(137);
        assertThat(greedy.reason()).isEqualTo("OutOfMemoryError: Container killed due to memory usage");
    }

    @Test
    void anImageThatCannotBePulledEndsTheTask() {
        Task missing = run(container("web", "true").image("localhost:4566/team/box:2").build());
        Task elsewhere = run(container("web", "true").image("registry.invalid/team/box:1").build());
        assertThat(until(missing, "STOPPED").stoppedReason())
            .startsWith("CannotPullContainerError: pull image manifest has been retried 1 time(s): "
                    + "failed to resolve ref localhost:4566/team/box:2")
            .endsWith("not found");
        Task stopped = until(elsewhere, "STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(stopped.stoppedReason()).startsWith("CannotPullContainerError: ").contains("registry.invalid");
        assertThat(container(stopped, "web").exitCode()).isNull();
    }

    @Test
    void whatCannotBeStartedIsToldInTheEnginesWords() {
        Task task = run(container("web", "").entryPoint("/no/such/program").build());
        Task stopped = until(task, "STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(container(stopped, "web").reason()).startsWith("CannotStartContainerError: ")
            .contains("/no/such/program");
    }

    @Test
    void aPortThatIsTakenIsPublishedElsewhere() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Task task = run(
                    container("web", "echo page > /www/index.html; exec busybox httpd -f -p " + port + " -h /www")
                        .portMappings((mapping) -> mapping.containerPort(port))
                        .build());
            int published = container(until(task, "RUNNING"), "web").networkBindings().get(0).hostPort();
            assertThat(published).isNotEqualTo(port);
            assertThat(Patience.until(() -> get(published), (page) -> page.contains("page"))).isEqualTo("page\n");
        }
    }

    /** What would reach into this machine is refused, and what cannot be had. */
    @Test
    void aTaskThatReachesIntoTheMachineDoesNotStart() {
        Task host = run(
                (definition) -> definition.requiresCompatibilities(List.<Compatibility>of())
                    .volumes((volume) -> volume.name("root").host((path) -> path.sourcePath("/"))),
                container("web", "true").build());
        Task secret = run(container("web", "true").secrets(
                (each) -> each.name("KEY").valueFrom("arn:aws:secretsmanager:us-east-1:123456789012:secret:key-AbCdEf"))
            .build());
        assertThat(until(host, "STOPPED").stoppedReason()).isEqualTo(
                "CannotCreateContainerError: the sandbox gives no container the path / of this machine (volume root)");
        assertThat(until(secret, "STOPPED").stoppedReason())
            .startsWith("ResourceInitializationError: unable to pull secrets")
            .contains("key-AbCdEf");
    }

    @Test
    void secretsAreFilesInTheDataDirectory() throws IOException {
        Path secrets = aws.directory().resolve("localaws/secrets/db");
        Files.createDirectories(secrets);
        Files.writeString(secrets.resolve("login"), "{\"user\":\"ada\"}");
        Task task = run(container("web", "echo the user is $USER_NAME")
            .secrets((each) -> each.name("USER_NAME")
                .valueFrom("arn:aws:secretsmanager:us-east-1:123456789012:secret:db/login-AbCdEf:user::"))
            .build());
        until(task, "STOPPED");
        assertThat(lines(task, "web")).containsExactly("the user is ada");
    }

    @Test
    void aResetRemovesWhatRuns() {
        Task task = run(container("web", "busybox sleep 1000").build());
        until(task, "RUNNING");
        assertThat(left()).isNotEmpty();
        aws.reset();
        assertThat(Patience.until(ContainersTests::left, List::isEmpty)).isEmpty();
    }

    private static List<String> left() {
        return JsonMapper.shared()
            .readTree(engine())
            .path("containers")
            .valueStream()
            .map((container) -> container.path("container").asString(""))
            .toList();
    }

    private static String engine() {
        return get(URI.create(aws.url() + "/_localaws/engine").getPort(), "/_localaws/engine");
    }

    @Test
    void theEngineIsDescribed() {
        JsonNode engine = JsonMapper.shared().readTree(engine());
        assertThat(engine.path("configured").asString()).isEqualTo("containers");
        assertThat(engine.path("inUse").asString()).isEqualTo("containers");
        assertThat(engine.path("socket").asString()).isEqualTo(podman.socket());
        assertThat(engine.path("daemon").path("name").asString()).isEqualTo("Podman Engine");
        assertThat(engine.path("daemon").path("memory").asLong()).isPositive();
    }

    /** Containers with addresses of their own, which know one another by link. */
    @Test
    void inBridgeModeEachContainerHasItsOwnPorts() {
        this.ecs.registerContainerInstance((request) -> request.cluster("demo"));
        String definition = this.ecs
            .registerTaskDefinition((request) -> request.family("bridge")
                .networkMode(NetworkMode.BRIDGE)
                .containerDefinitions(
                        container("one", "echo one > /www/index.html; exec busybox httpd -f -p 80 -h /www").memory(64)
                            .portMappings((port) -> port.containerPort(80))
                            .build(),
                        container("two",
                                "echo two > /www/index.html; until busybox wget -q -O - http://first/; do :; done; "
                                        + "exec busybox httpd -f -p 80 -h /www")
                            .memory(64)
                            .links("one:first")
                            .portMappings((port) -> port.containerPort(80))
                            .build()))
            .taskDefinition()
            .taskDefinitionArn();
        Task task = this.ecs
            .runTask((request) -> request.cluster("demo").taskDefinition(definition).launchType(LaunchType.EC2))
            .tasks()
            .get(0);
        Task running = until(task, "RUNNING");
        assertThat(running.lastStatus()).as(running.stoppedReason()).isEqualTo("RUNNING");
        int one = container(running, "one").networkBindings().get(0).hostPort();
        int two = container(running, "two").networkBindings().get(0).hostPort();
        assertThat(Patience.until(() -> get(one), (page) -> page.contains("one"))).isEqualTo("one\n");
        assertThat(Patience.until(() -> get(two), (page) -> page.contains("two"))).isEqualTo("two\n");
        assertThat(Patience.until(() -> lines(task, "two"), (lines) -> lines.contains("one"))).contains("one");
    }

    /** Another registry, which wants to know who pulls. */
    @Test
    void anImageOfAnotherRegistryIsPulledWithTheCredentialsOfTheDefinition(@TempDir Path directory)
            throws IOException, InterruptedException {
        LocalAwsProperties properties = new LocalAwsProperties(true, 0, "127.0.0.2", Pace.INSTANT,
                LocalAwsProperties.Engine.SIMULATED, null);
        try (LocalAws other = new LocalAws(properties, directory, Set.of(), Clock.systemUTC())) {
            other.start();
            EcrClient ecr = EcrClient.builder()
                .endpointOverride(URI.create(other.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
            ecr.createRepository((request) -> request.repositoryName("team/box"));
            Pusher pusher = Pusher.of(other.url(), ecr);
            Busybox.push(pusher, "team/box", "1");
            String[] login = new String(Base64.getDecoder().decode(pusher.token()), StandardCharsets.UTF_8).split(":",
                    2);
            Path secrets = aws.directory().resolve("localaws/secrets");
            Files.createDirectories(secrets);
            Files.writeString(secrets.resolve("registry-login"),
                    "{\"username\":\"" + login[0] + "\",\"password\":\"" + login[1] + "\"}");
            String registry = other.url().replace("http://", "");
            podman.stop();
            podman.plainRegistry(registry);
            podman.start();
            String secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:registry-login-AbCdEf";
            Task without = run(container("web", "true").image(registry + "/team/box:1").build());
            Task with = run(container("web", "echo pulled").image(registry + "/team/box:1")
                .repositoryCredentials((credentials) -> credentials.credentialsParameter(secret))
                .build());
            assertThat(until(without, "STOPPED").stoppedReason()).startsWith("CannotPullContainerError: ")
                .contains(registry + "/team/box:1", "unauthorized");
            Task stopped = until(with, "STOPPED");
            assertThat(lines(with, "web")).as(stopped.stoppedReason()).containsExactly("pulled");
            assertThat(container(stopped, "web").imageDigest()).startsWith("sha256:");
        }
    }

}
