package dev.shipshape.taskdefinitions.difference;

import java.util.List;

import dev.shipshape.taskdefinitions.RandomDefinitions;
import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.taskdefinitions.difference.Difference.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class DifferenceTests {

    @Test
    void whatMattersMostComesFirst() {
        Difference difference = between(
                """
                        {"family": "web", "cpu": "256", "networkMode": "awsvpc", "containerDefinitions": [
                         {"name": "web", "image": "nginx:1", "user": "a", "command": ["serve"], "portMappings": [{"containerPort": 80}],
                          "secrets": [{"name": "KEY", "valueFrom": "arn:1"}], "environment": [{"name": "A", "value": "1"}]}]}""",
                """
                        {"family": "web", "cpu": "512", "networkMode": "bridge", "containerDefinitions": [
                         {"name": "web", "image": "nginx:2", "user": "b", "command": ["serve", "it all"], "portMappings": [{"containerPort": 81}],
                          "secrets": [{"name": "KEY", "valueFrom": "arn:2"}], "environment": [{"name": "A", "value": "2"}]},
                         {"name": "db", "image": "redis"}]}""");
        assertThat(difference.topics()).extracting(Difference.Part::words)
            .containsExactly("Containers", "Image", "Environment", "Secrets", "CPU and memory", "Ports", "Command",
                    "All else");
        assertThat(rows(difference)).contains("Added db|container db", "Changed web|image nginx:1 > nginx:2",
                "Changed web|environment[A] 1 > 2", "Changed web|secrets[KEY] arn:1 > arn:2", "Changed |cpu 256 > 512",
                "Removed web|portMappings[80] ", "Added web|portMappings[81] ",
                "Changed web|command serve > serve 'it all'", "Changed |networkMode awsvpc > bridge");
    }

    @Test
    void anOrderWithoutMeaningIsNoDifference() {
        assertThat(between("""
                {"containerDefinitions": [{"name": "a", "environment": [{"name": "A", "value": "1"}, {"name": "B"}],
                 "dependsOn": [{"containerName": "b", "condition": "START"}]}, {"name": "b"}]}""", """
                {"containerDefinitions": [{"name": "b"}, {"name": "a", "dependsOn": [{"condition": "START",
                 "containerName": "b"}], "environment": [{"name": "B"}, {"value": "1", "name": "A"}]}]}""").none())
            .isTrue();
    }

    @Test
    void theOrderOfACommandIsOne() {
        assertThat(rows(between("{\"containerDefinitions\": [{\"name\": \"a\", \"command\": [\"x\", \"y\"]}]}",
                "{\"containerDefinitions\": [{\"name\": \"a\", \"command\": [\"y\", \"x\"]}]}")))
            .containsExactly("Changed a|command x y > y x");
    }

    @Test
    void anEmptyValueIsNotTheSameAsNone() {
        assertThat(rows(between("{\"containerDefinitions\": [{\"name\": \"a\", \"user\": \"\"}]}",
                "{\"containerDefinitions\": [{\"name\": \"a\"}]}")))
            .containsExactly("Removed a|user ");
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
    void nothingDiffersFromItselfAndAllDiffersFromNothing(long seed) {
        ObjectNode any = SdkJson.tree(new RandomDefinitions(seed).next());
        assertThat(Difference.between(any, any).none()).isTrue();
        assertThat(Difference.between(JsonMapper.shared().createObjectNode(), any).size()).isPositive();
    }

    private static List<String> rows(Difference difference) {
        return difference.topics()
            .stream()
            .flatMap((topic) -> topic.rows().stream())
            .map(DifferenceTests::words)
            .toList();
    }

    private static String words(Row row) {
        String change = (row.before() != null && row.after() != null) ? row.before() + " > " + row.after()
                : String.valueOf((row.before() != null) ? row.before() : row.after());
        return row.status().word() + " " + row.container() + "|" + row.what() + " " + change;
    }

    private static Difference between(String from, String to) {
        return Difference.between((ObjectNode) JsonMapper.shared().readTree(from),
                (ObjectNode) JsonMapper.shared().readTree(to));
    }

}
