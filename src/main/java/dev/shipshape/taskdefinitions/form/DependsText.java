package dev.shipshape.taskdefinitions.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a container waits for: {@code db: HEALTHY, cache}, where START need not be said.
 */
final class DependsText implements Text {

    private static final String START = "START";

    private static final Set<String> CONDITIONS = Set.of(START, "COMPLETE", "SUCCESS", "HEALTHY");

    @Override
    public String shown(JsonNode member) {
        return member.values().stream().map(DependsText::word).collect(Collectors.joining(", "));
    }

    private static String word(JsonNode dependency) {
        return dependency.path("containerName").asString("") + ": " + dependency.path("condition").asString(START);
    }

    @Override
    public @Nullable JsonNode read(String typed, JsonNode old) {
        Map<String, JsonNode> known = new HashMap<>();
        old.values().forEach((dependency) -> known.put(word(dependency), dependency));
        ArrayNode dependencies = JsonNodeFactory.instance.arrayNode();
        for (String[] part : parts(typed)) {
            JsonNode dependency = JsonNodeFactory.instance.objectNode()
                .put("containerName", part[0])
                .put("condition", part[1]);
            dependencies.add(known.getOrDefault(word(dependency), dependency));
        }
        return dependencies.isEmpty() ? null : dependencies;
    }

    /** The containers that are named. */
    static List<String> names(String typed) {
        return parts(typed).stream().map((part) -> part[0]).toList();
    }

    private static List<String[]> parts(String typed) {
        List<String[]> parts = new ArrayList<>();
        for (String word : typed.split("[,;\n]", -1)) {
            if (!word.isBlank()) {
                String[] both = word.strip().split("\\s*:\\s*", 2);
                String condition = (both.length == 2) ? both[1].toUpperCase(Locale.ROOT) : START;
                if (!CONDITIONS.contains(condition)) {
                    throw new WrongText(
                            "“" + condition + "” is not a condition: write START, COMPLETE, SUCCESS or HEALTHY.");
                }
                parts.add(new String[] { both[0], condition });
            }
        }
        return parts;
    }

}
