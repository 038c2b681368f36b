package dev.shipshape.taskdefinitions.form;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

import dev.shipshape.taskdefinitions.RandomDefinitions;
import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class TaskDefinitionFormTests {

    private static final String REGION = "us-east-1";

    private static final JsonMapper JSON = JsonMapper.shared();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFormThatNobodyTouchedChangesNothing(long seed) {
        RegisterTaskDefinitionRequest any = new RandomDefinitions(seed).next();
        TaskDefinitionJson json = TaskDefinitionJson.parse(tree(any).toString());
        TaskDefinitionJson again = TaskDefinitionForm.of(json, REGION).definition(REGION);
        assertThat(again).isEqualTo(json);
        assertThat(request(again)).isEqualTo(request(json));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFormThatCameBackFromABrowserChangesNothing(long seed) {
        ObjectNode any = tree(new RandomDefinitions(seed).next());
        TaskDefinitionJson json = TaskDefinitionJson.parse(any.toString());
        TaskDefinitionForm form = TaskDefinitionForm.of(json, REGION);
        List<ContainerForm> sent = form.containers()
            .stream()
            .map((one) -> new ContainerForm(one.from(), one.name(), one.image(), one.ports(),
                    one.environment().replace("\n", "\r\n"), one.command().replace("\n", "\r\n"), one.essential(),
                    one.dependsOn(), one.logGroup()))
            .toList();
        assertThat(new TaskDefinitionForm(form.family(), form.launchType(), form.architecture(), form.cpu(),
                form.memory(), form.networkMode(), form.taskRole(), form.executionRole(), List.copyOf(sent),
                form.base(), "", "", "true")
            .definition(REGION)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMemberOfTheModelComesBackFromTheFormAndFromTheJsonOfTheForm(long seed) {
        RegisterTaskDefinitionRequest full = new RandomDefinitions(seed).full();
        assertThat(full.sdkFields()).allSatisfy((field) -> assertThat(field.getValueOrDefault(full)).isNotNull());
        TaskDefinitionJson json = TaskDefinitionJson.parse(tree(full).toString());
        TaskDefinitionForm form = TaskDefinitionForm.of(json, REGION);
        assertThat(request(form.definition(REGION))).isEqualTo(full);
        TaskDefinitionForm inJson = form.asJson(form.definition(REGION), REGION);
        assertThat(request(inJson.definition(REGION))).isEqualTo(full);
        assertThat(request(TaskDefinitionForm.of(inJson.definition(REGION), REGION).definition(REGION)))
            .isEqualTo(full);
    }

    @Test
    void whatTheFormDoesNotShowStaysWhenSomethingElseChanges() {
        ObjectNode tree = container(
                """
                        {"name": "web", "image": "nginx:1", "healthCheck": {"command": ["CMD", "true"]},
                         "portMappings": [{"containerPort": 80, "hostPort": 80, "protocol": "tcp", "name": "http", "appProtocol": "http"}],
                         "environment": [{"name": "KEY", "value": "a"}, {"name": "PEM", "value": "two\\nlines"}]}""");
        TaskDefinitionJson changed = with(tree, "nginx:2", "80, 443", "KEY=b");
        JsonNode container = changed.tree().path("containerDefinitions").get(0);
        assertThat(container.path("healthCheck")).isEqualTo(tree.path("healthCheck"));
        assertThat(container.path("portMappings").get(0)).isEqualTo(tree.path("portMappings").get(0));
        assertThat(container.path("portMappings").get(1).path("containerPort").intValue()).isEqualTo(443);
        assertThat(container.path("image").asString()).isEqualTo("nginx:2");
        assertThat(container.path("environment").toString())
            .isEqualTo("[{\"name\":\"KEY\",\"value\":\"b\"},{\"name\":\"PEM\",\"value\":\"two\\nlines\"}]");
    }

    @Test
    void itSaysWhatItKeeps() {
        ObjectNode tree = container(
                """
                        {"name": "web", "image": "nginx", "healthCheck": {}, "secrets": [], "logConfiguration": {"logDriver": "splunk"},
                         "environment": [{"name": "PEM", "value": "two\\nlines"}]}""");
        TaskDefinitionJson json = definition(tree);
        json.tree().putArray("volumes");
        assertThat(TaskDefinitionForm.of(json, REGION).kept()).containsEntry("", List.of("volumes"))
            .containsEntry("0",
                    List.of("healthCheck", "secrets", "logConfiguration", "environment (1 of several lines)"));
    }

    @Test
    void aContainerThatIsTakenAwayTakesItsOwnMembersAlong() {
        TaskDefinitionJson json = definition(container("{\"name\": \"a\", \"user\": \"one\"}"));
        json.tree().withArray("containerDefinitions").addObject().put("name", "b").put("user", "two");
        TaskDefinitionJson left = TaskDefinitionForm.of(json, REGION).without(0).definition(REGION);
        assertThat(left.tree().path("containerDefinitions").toString())
            .isEqualTo("[{\"name\":\"b\",\"user\":\"two\"}]");
    }

    @Test
    void aLogGroupAlwaysGetsAStreamPrefixAndKeepsItsOtherOptions() {
        Text logs = new LogGroupText(REGION);
        ObjectNode container = container("{\"name\": \"web\"}");
        logs.write(container, "logConfiguration", "/ecs/web");
        assertThat(container.path("logConfiguration").toString()).isEqualTo(
                "{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"/ecs/web\",\"awslogs-region\":\"us-east-1\",\"awslogs-stream-prefix\":\"ecs\"}}");
        ((ObjectNode) container.path("logConfiguration").path("options")).put("awslogs-stream-prefix", "mine")
            .put("mode", "non-blocking");
        logs.write(container, "logConfiguration", "/ecs/other");
        assertThat(container.path("logConfiguration").path("options").toString()).contains("/ecs/other", "mine",
                "non-blocking");
        logs.write(container, "logConfiguration", "");
        assertThat(container.has("logConfiguration")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nginx -g "daemon off;"         | ["nginx","-g","daemon off;"]
            sh -c 'echo "$HOME" it'\\''s'  | ["sh","-c","echo \\"$HOME\\" it's"]
            a\\ b ""                       | ["a b",""]
            "a \\"b\\" \\n"                | ["a \\"b\\" \\\\n"]
            """, quoteCharacter = '~')
    void aCommandIsReadAsAShellReadsIt(String typed, String words) {
        JsonNode read = Objects.requireNonNull(ContainerForm.COMMAND.read(typed, JSON.missingNode()));
        assertThat(read).isEqualTo(JSON.readTree(words));
        assertThat(ContainerForm.COMMAND.read(ContainerForm.COMMAND.shown(read), JSON.missingNode())).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    80                | [{"containerPort":80,"protocol":"tcp"}]
                    53/UDP 8080:80    | [{"containerPort":53,"protocol":"udp"},{"containerPort":80,"hostPort":8080,"protocol":"tcp"}]
                    8000-8010/udp     | [{"containerPortRange":"8000-8010","protocol":"udp"}]
                    """)
    void portsAreReadAsPeopleWriteThem(String typed, String mappings) {
        assertThat(ContainerForm.PORTS.read(typed, JSON.missingNode())).isEqualTo(JSON.readTree(mappings));
    }

    @Test
    void dependenciesNeedNoConditionToStart() {
        assertThat(ContainerForm.DEPENDS_ON.read("db, cache : healthy", JSON.missingNode())).isEqualTo(JSON.readTree(
                """
                        [{"containerName": "db", "condition": "START"}, {"containerName": "cache", "condition": "HEALTHY"}]"""));
    }

    private static RegisterTaskDefinitionRequest request(TaskDefinitionJson json) {
        RegisterTaskDefinitionRequest.Builder builder = RegisterTaskDefinitionRequest.builder();
        SdkJson.fill(builder, json.tree(), "");
        return builder.build();
    }

    private static TaskDefinitionJson with(ObjectNode container, String image, String ports, String environment) {
        TaskDefinitionForm form = TaskDefinitionForm.of(definition(container), REGION);
        ContainerForm one = form.containers().get(0);
        ContainerForm typed = new ContainerForm(one.from(), one.name(), image, ports, environment, one.command(),
                one.essential(), one.dependsOn(), one.logGroup());
        return form.without(0).plus(typed).definition(REGION);
    }

    private static TaskDefinitionJson definition(ObjectNode container) {
        TaskDefinitionJson json = TaskDefinitionJson.parse("{\"family\": \"web\"}");
        json.tree().putArray("containerDefinitions").add(container);
        return json;
    }

    private static ObjectNode container(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /** A plain reading of the model of its own, so as not to ask the code under test. */
    private static ObjectNode tree(SdkPojo pojo) {
        ObjectNode tree = JSON.createObjectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            JsonNode value = node(field.getValueOrDefault(pojo));
            if (!value.isNull() && !(value.isArray() && value.isEmpty())) {
                tree.set(field.locationName(), value);
            }
        }
        return tree;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value instanceof SdkPojo pojo) {
            return tree(pojo);
        }
        if (value instanceof List<?> list) {
            return JSON.createArrayNode().addAll(list.stream().map(TaskDefinitionFormTests::node).toList());
        }
        return JSON.valueToTree(value);
    }

}
