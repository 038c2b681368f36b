package dev.shipshape.taskdefinitions.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Environment variables as lines, {@code KEY=value}. A value of several lines has no
 * place here: it stays in the JSON as it is.
 */
final class EnvironmentText implements Text {

    @Override
    public String shown(JsonNode member) {
        return member.values()
            .stream()
            .filter(EnvironmentText::fits)
            .map(EnvironmentText::line)
            .collect(Collectors.joining("\n"));
    }

    @Override
    public @Nullable JsonNode read(String typed, JsonNode old) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        old.values().stream().filter(EnvironmentText::fits).forEach((entry) -> known.put(line(entry), entry));
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        List<String> names = new ArrayList<>();
        int number = 0;
        for (String line : typed.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                ObjectNode entry = entry(line, number);
                names.add(entry.path("name").asString());
                entries.add(known.getOrDefault(line, entry));
            }
        }
        notShown(old).stream().filter((entry) -> !names.contains(name(entry))).forEach(entries::add);
        return entries.isEmpty() ? null : entries;
    }

    /** The variables that lines cannot say. */
    static List<JsonNode> notShown(JsonNode member) {
        return member.values().stream().filter((entry) -> !fits(entry)).toList();
    }

    private static ObjectNode entry(String line, int number) {
        int equals = line.indexOf('=');
        String name = (equals < 0) ? "" : line.substring(0, equals).strip();
        if (name.isEmpty()) {
            throw new WrongText("Line " + number + " is not KEY=value.");
        }
        return JsonNodeFactory.instance.objectNode().put("name", name).put("value", line.substring(equals + 1));
    }

    private static boolean fits(JsonNode entry) {
        String name = name(entry);
        return !name.isEmpty() && name.equals(name.strip()) && !name.contains("=")
                && !(name + entry.path("value").asString("")).matches("(?s).*\\R.*");
    }

    private static String line(JsonNode entry) {
        return name(entry) + "=" + entry.path("value").asString("");
    }

    private static String name(JsonNode entry) {
        return entry.path("name").asString("");
    }

}
