package dev.shipshape.taskdefinitions.form;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.carry.Lost;
import dev.shipshape.taskdefinitions.carry.YamlText;
import dev.shipshape.taskdefinitions.compose.ComposeImport;
import dev.shipshape.taskdefinitions.compose.Imported;
import dev.shipshape.web.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person pasted: a task definition in JSON or YAML, or a Compose file.
 */
final class Pasted {

    static final String FIELD = "pasted";

    private Pasted() {
    }

    /**
     * Reads it.
     * @param text what was pasted
     * @param role the ARN of the usual execution role, for a Compose file, which knows of
     * none; empty if there is none
     * @return a definition for the form, and what could not be carried over
     * @throws Problem of the field {@code pasted} if it cannot be read; it says where
     */
    static Imported read(String text, String role) {
        if (text.isBlank()) {
            throw Problem.ofField(FIELD, "Paste a task definition or a Compose file.");
        }
        if (text.length() > YamlText.LONGEST) {
            throw Problem.ofField(FIELD, "This is too long: up to " + YamlText.LONGEST + " characters are read.");
        }
        try {
            if (text.strip().startsWith("{")) {
                TaskDefinitionJson json = TaskDefinitionJson.parse(text);
                return ComposeImport.isCompose(json.tree()) ? composed(json.tree(), role) : defined(json);
            }
            JsonNode tree = YamlText.read(text, FIELD);
            if (ComposeImport.isCompose(tree)) {
                return composed(tree, role);
            }
            if (tree instanceof ObjectNode object
                    && (object.has("containerDefinitions") || object.has("taskDefinition") || object.has("family"))) {
                return defined(TaskDefinitionJson.of(object));
            }
        }
        catch (Problem problem) {
            throw Problem.ofField(FIELD, problem.what());
        }
        throw Problem.ofField(FIELD,
                "This is neither a task definition nor a Compose file: it has no containerDefinitions and no services.");
    }

    private static Imported defined(TaskDefinitionJson json) {
        json.check();
        List<Lost> dropped = new ArrayList<>();
        json.dropped().forEach((member) -> dropped.add(new Lost(member, "Only AWS writes it.")));
        return new Imported(json, dropped);
    }

    private static Imported composed(JsonNode compose, String role) {
        Imported imported = ComposeImport.of(compose, FIELD);
        ObjectNode tree = imported.definition().tree();
        int cpu = 0;
        int memory = 0;
        for (JsonNode container : tree.path("containerDefinitions")) {
            cpu += container.path("cpu").asInt(0);
            memory += Math.max(container.path("memory").asInt(0), container.path("memoryReservation").asInt(0));
        }
        int[] size = FargateSizes.atLeast(cpu, memory);
        tree.put("cpu", String.valueOf(size[0])).put("memory", String.valueOf(size[1]));
        if (!role.isEmpty()) {
            tree.put("executionRoleArn", role);
        }
        imported.definition().check();
        return imported;
    }

}
