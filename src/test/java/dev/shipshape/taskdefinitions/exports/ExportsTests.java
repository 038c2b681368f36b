package dev.shipshape.taskdefinitions.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.RandomDefinitions;
import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.carry.ShellWords;
import dev.shipshape.taskdefinitions.carry.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class ExportsTests {

    private static final Connection SANDBOX = new Connection("sandbox", "us-east-1", null, null, null, true);

    private static final String WEB = """
            {"family": "Web_Shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "512", "memory": "1024",
             "executionRoleArn": "arn:aws:iam::123456789012:role/exec", "taskRoleArn": "arn:aws:iam::123456789012:role/task",
             "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
             "volumes": [{"name": "scratch"}, {"name": "files", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}],
             "containerDefinitions": [
              {"name": "web", "image": "nginx:1", "entryPoint": ["/entry"], "command": ["serve", "$(HOME)"],
               "environment": [{"name": "MODE", "value": "true"}, {"name": "it's", "value": "odd"}],
               "secrets": [{"name": "KEY", "valueFrom": "arn:secret"}],
               "portMappings": [{"containerPort": 80, "protocol": "tcp"}, {"containerPort": 53, "protocol": "udp"}],
               "cpu": 256, "memory": 512, "memoryReservation": 128, "user": "1000:2000", "dockerLabels": {"team": "blue"},
               "healthCheck": {"command": ["CMD-SHELL", "curl localhost"], "interval": 30, "retries": 3},
               "mountPoints": [{"sourceVolume": "scratch", "containerPath": "/tmp", "readOnly": true}],
               "dependsOn": [{"containerName": "init", "condition": "SUCCESS"}, {"containerName": "side", "condition": "START"}],
               "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web"}}, "stopTimeout": 60},
              {"name": "init", "image": "busybox", "essential": false},
              {"name": "side", "image": "envoy", "readonlyRootFilesystem": true}]}""";

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyDefinitionIsValidInAnyNotation(long seed) {
        TaskDefinitionJson any = TaskDefinitionJson.of(SdkJson.tree(new RandomDefinitions(seed).full()));
        for (Format format : Format.values()) {
            Written written = format.written(any, SANDBOX);
            assertThat(written.lost()).allSatisfy((lost) -> assertThat(lost.why()).endsWith("."));
            if (format.file("web", 3).endsWith(".yaml")) {
                assertThat(documents(written.text())).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cloudFormationLosesNothing(long seed) {
        ObjectNode any = SdkJson.tree(new RandomDefinitions(seed).full());
        JsonNode template = documents(CloudFormation.of(any).text()).get(0);
        JsonNode resource = template.path("Resources").path("TaskDefinition");
        assertThat(resource.path("Type").asString()).isEqualTo("AWS::ECS::TaskDefinition");
        assertThat(members((ObjectNode) resource.path("Properties"), RegisterTaskDefinitionRequest.builder()))
            .isEqualTo(any);
    }

    @Test
    void theCommandIsReadByAShellAsItWasMeant() {
        ObjectNode any = SdkJson.tree(new RandomDefinitions(7).full());
        List<String> words = ShellWords
            .split(Format.CLI.written(TaskDefinitionJson.of(any.deepCopy()), SANDBOX).text().strip());
        assertThat(words).startsWith("aws", "ecs", "register-task-definition");
        assertThat(JsonMapper.shared().readTree(words.get(words.indexOf("--cli-input-json") + 1))).isEqualTo(any);
    }

    @Test
    void kubernetesGetsADeploymentAServiceAndItsConfiguration() {
        Written written = Kubernetes.of((ObjectNode) JsonMapper.shared().readTree(WEB));
        List<JsonNode> documents = documents(written.text());
        assertThat(documents).extracting((document) -> document.path("kind").asString())
            .containsExactly("Deployment", "ServiceAccount", "ConfigMap", "Service");
        assertThat(documents).allSatisfy(
                (document) -> assertThat(document.path("metadata").path("name").asString()).matches("[a-z0-9-]{1,63}"));
        JsonNode pod = documents.get(0).path("spec").path("template").path("spec");
        assertThat(documents.get(0).path("spec").path("selector").path("matchLabels"))
            .isEqualTo(documents.get(0).path("spec").path("template").path("metadata").path("labels"));
        assertThat(pod.path("initContainers").path(0).path("name").asString()).isEqualTo("init");
        assertThat(pod.path("containers").path(0)).isEqualTo(JsonMapper.shared()
            .readTree(
                    """
                            {"name": "web", "image": "nginx:1", "command": ["/entry"], "args": ["serve", "$$(HOME)"],
                             "ports": [{"containerPort": 80, "protocol": "TCP"}, {"containerPort": 53, "protocol": "UDP"}],
                             "envFrom": [{"configMapRef": {"name": "web-shop-web"}}],
                             "env": [{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "web-shop-secrets", "key": "KEY"}}}],
                             "resources": {"requests": {"cpu": "250m", "memory": "128Mi"}, "limits": {"memory": "512Mi"}},
                             "livenessProbe": {"exec": {"command": ["sh", "-c", "curl localhost"]}, "periodSeconds": 30, "failureThreshold": 3},
                             "volumeMounts": [{"name": "scratch", "mountPath": "/tmp", "readOnly": true}],
                             "securityContext": {"runAsUser": 1000, "runAsGroup": 2000}}"""));
        assertThat(documents.get(2).path("data")).isEqualTo(JsonMapper.shared().readTree("{\"MODE\": \"true\"}"));
        assertThat(documents.get(3).path("spec").path("ports")).hasSize(2);
        assertThat(written.lost()).extracting("path")
            .contains("executionRoleArn", "cpu", "memory", "requiresCompatibilities",
                    "volumes[1].efsVolumeConfiguration", "containerDefinitions[0].environment.it's",
                    "containerDefinitions[0].secrets.KEY", "containerDefinitions[0].logConfiguration",
                    "containerDefinitions[0].dependsOn.side");
    }

    private static List<JsonNode> documents(String yaml) {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)
            .forEach((document) -> documents.add(JsonMapper.shared().valueToTree(document)));
        return documents;
    }

    /** The request's members again, by the model and by CloudFormation's own names. */
    private static ObjectNode members(ObjectNode properties, SdkPojo model) {
        ObjectNode members = JsonMapper.shared().createObjectNode();
        for (SdkField<?> field : model.sdkFields()) {
            String member = field.locationName();
            String usual = Character.toUpperCase(member.charAt(0)) + member.substring(1);
            String name = switch (member) {
                case "efsVolumeConfiguration" -> "EFSVolumeConfiguration";
                case "fsxWindowsFileServerVolumeConfiguration" -> "FSxWindowsFileServerVolumeConfiguration";
                case "iam" -> "IAM";
                case "fileSystemId" -> properties.has("FilesystemId") ? "FilesystemId" : usual;
                case "properties" -> "ProxyConfigurationProperties";
                default -> usual;
            };
            if (properties.has(name)) {
                members.set(member, value(properties.path(name), field));
            }
        }
        assertThat(members.size()).isEqualTo(properties.size());
        return members;
    }

    private static JsonNode value(JsonNode value, SdkField<?> field) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return members((ObjectNode) value, field.constructor().get());
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            ArrayNode items = JsonMapper.shared().createArrayNode();
            value.forEach((item) -> items.add(value(item, field.getTrait(ListTrait.class).memberFieldInfo())));
            return items;
        }
        return value;
    }

}
