package dev.shipshape.taskdefinitions.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import dev.shipshape.taskdefinitions.RandomDefinitions;
import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.carry.Lost;
import dev.shipshape.taskdefinitions.carry.YamlText;
import dev.shipshape.taskdefinitions.compose.Imported;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PastedTests {

    private static final String COMPOSE = """
            name: shop
            services:
              web:
                image: nginx:${TAG:-1}
                command: sh -c 'echo hello'
                environment: {A: 1, B: two}
                ports: ["80:80", {target: 90, published: 91}]
                volumes: [data:/data, {type: bind, source: ./a, target: /b}]
                depends_on: {db: {condition: service_healthy}}
                healthcheck: {test: [CMD, "true"], interval: 10s, retries: 3}
                deploy: {resources: {limits: {cpus: "0.5", memory: 512m}}}
                ulimits: {nofile: {soft: 1, hard: 2}}
                logging: {driver: awslogs, options: {awslogs-group: g}}
                secrets: [{source: s, target: T}]
                labels: [a=b]
                sysctls: {a: 1}
                cap_add: [SYS_PTRACE]
              db: {image: redis}
            volumes: {data: null}
            secrets: {s: {external: true, name: "arn:x"}}
            """;

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @Test
    void whatOnlyAwsWritesIsDroppedAndNamed() {
        Imported imported = Pasted
            .read("""
                    {"taskDefinition": {"family": "web", "revision": 3, "status": "ACTIVE", "requiresAttributes": [],
                      "containerDefinitions": [{"name": "web", "image": "nginx"}]}, "tags": [{"key": "team", "value": "blue"}]}""",
                    "role");
        assertThat(imported.lost()).extracting(Lost::path).containsExactly("requiresAttributes", "revision", "status");
        assertThat(imported.definition()).isEqualTo(TaskDefinitionJson.parse("""
                {"family": "web", "containerDefinitions": [{"name": "web", "image": "nginx"}],
                 "tags": [{"key": "team", "value": "blue"}]}"""));
    }

    @Test
    void aComposeFileGetsASizeWithRoomForItsContainersAndTheUsualRole() {
        ObjectNode tree = Pasted.read("""
                services:
                  a: {image: x, deploy: {resources: {limits: {cpus: "0.5", memory: 1500m}}}}
                  b: {image: y, mem_limit: 1g}
                """, "arn:role").definition().tree();
        assertThat(tree.path("cpu").asString()).isEqualTo("512");
        assertThat(tree.path("memory").asString()).isEqualTo("3072");
        assertThat(tree.path("executionRoleArn").asString()).isEqualTo("arn:role");
    }

    @Test
    void aDefinitionMayBeYamlAndAComposeFileJson() {
        assertThat(Pasted.read("family: web\ncontainerDefinitions:\n- name: web\n  image: nginx\n", "").definition())
            .isEqualTo(TaskDefinitionJson
                .parse("{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"nginx\"}]}"));
        assertThat(Pasted.read("{\"services\": {\"web\": {\"image\": \"nginx\"}}}", "").definition().family())
            .isEqualTo("app");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                     | Paste a task definition
            {"family": "web", oops}                | This is not JSON at line 1, column
            {"famly": "web"}                       | Line 1, column 2: famly is not a member
            services: [                            | This is not YAML at line 1, column
            just words                             | neither a task definition nor a Compose file
            [1, 2]                                 | neither a task definition nor a Compose file
            services: {}                           | no services
            a: !!javax.script.ScriptEngineManager [] | not YAML
            a: &a [*a]                             | too deep
            """)
    void whatCannotBeReadIsSaidWithItsPlace(String text, String sentence) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Pasted.read(text, ""))
            .satisfies((problem) -> assertThat(problem.field()).isEqualTo("pasted"))
            .withMessageContaining(sentence);
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++) {
            bomb.append("a%d: &a%d [".formatted(level, level))
                .append(String.join(", ", Collections.nCopies(9, "*a" + (level - 1))))
                .append("]\n");
        }
        bomb.append("services: {web: {image: x}}\n");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Pasted.read(bomb.toString(), ""));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Pasted.read("[".repeat(20_000), ""));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Pasted.read("{\"a\":".repeat(20_000), ""));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Pasted.read("x".repeat(600_000), ""));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textThatWasDamagedIsReadOrExplained(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(COMPOSE);
        String odd = "{}[]:,'\"-&*!|>%@` \n\t#~\\${}0\u0000é";
        for (int change = 1 + random.nextInt(6); change > 0; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, odd.charAt(random.nextInt(odd.length())));
                default -> text.setCharAt(at, odd.charAt(random.nextInt(odd.length())));
            }
        }
        readOrExplained(text.toString());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void treesWithOddPartsAreReadOrExplained(long seed) {
        Random random = new Random(seed);
        JsonNode compose = YamlText.read(COMPOSE, "pasted");
        readOrExplained(damaged(compose, random).toString());
        readOrExplained(damaged(SdkJson.tree(new RandomDefinitions(seed).next()), random).toString());
    }

    private static JsonNode damaged(JsonNode node, Random random) {
        JsonMapper json = JsonMapper.shared();
        if (random.nextInt(12) == 0) {
            List<JsonNode> odd = List.of(json.nullNode(), json.getNodeFactory().numberNode(-1),
                    json.getNodeFactory().stringNode(""), json.getNodeFactory().booleanNode(true),
                    json.createArrayNode(), json.createObjectNode(), json.createArrayNode().addNull(),
                    json.createObjectNode().put("", "${"), json.getNodeFactory().stringNode("99999999999999999999"));
            return odd.get(random.nextInt(odd.size()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = json.createObjectNode();
            object.forEachEntry((name, value) -> copy.set(name, damaged(value, random)));
            return copy;
        }
        if (node instanceof ArrayNode) {
            ArrayNode copy = json.createArrayNode();
            List<JsonNode> items = new ArrayList<>();
            node.forEach((item) -> items.add(damaged(item, random)));
            return copy.addAll(items);
        }
        return node;
    }

    /**
     * Whatever is read can be shown in the form, and what is not is a problem of the
     * field.
     */
    private static void readOrExplained(String text) {
        try {
            Imported imported = Pasted.read(text, "");
            TaskDefinitionForm form = TaskDefinitionForm.of(imported.definition(), "us-east-1");
            assertThat(form.kept()).isNotNull();
            assertThat(form.definition("us-east-1")).isEqualTo(imported.definition());
        }
        catch (Problem problem) {
            assertThat(problem.field()).as(text).isEqualTo("pasted");
            assertThat(problem.what()).isNotBlank();
        }
    }

}
