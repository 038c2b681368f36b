package dev.shipshape.taskdefinitions.form;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log group of a container whose lines go to CloudWatch Logs. Fargate needs a stream
 * prefix, so one is always set. Another log driver's configuration stays as it is until a
 * group is typed.
 *
 * @param region the region that the group lies in
 */
record LogGroupText(String region) implements Text {

    private static final String DRIVER = "awslogs";

    @Override
    public String shown(JsonNode member) {
        return driver(member).equals(DRIVER) ? member.path("options").path("awslogs-group").asString("") : "";
    }

    @Override
    public @Nullable JsonNode read(String typed, JsonNode old) {
        if (typed.isBlank()) {
            return null;
        }
        boolean same = driver(old).equals(DRIVER);
        ObjectNode logs = (same && old instanceof ObjectNode before) ? before.deepCopy()
                : JsonNodeFactory.instance.objectNode().put("logDriver", DRIVER);
        ObjectNode options = (logs.get("options") instanceof ObjectNode there) ? there : logs.putObject("options");
        options.put("awslogs-group", typed.strip());
        if (options.path("awslogs-region").asString("").isEmpty()) {
            options.put("awslogs-region", this.region);
        }
        if (options.path("awslogs-stream-prefix").asString("").isEmpty()) {
            options.put("awslogs-stream-prefix", "ecs");
        }
        return logs;
    }

    /** The log groups that the containers of a definition write to in a region. */
    static Set<String> groups(ObjectNode definition, String region) {
        return definition.path("containerDefinitions")
            .values()
            .stream()
            .map((container) -> container.path("logConfiguration"))
            .filter((logs) -> driver(logs).equals(DRIVER))
            .map((logs) -> logs.path("options"))
            .filter((options) -> options.path("awslogs-region").asString("").equals(region))
            .map((options) -> options.path("awslogs-group").asString(""))
            .filter((group) -> !group.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    static String driver(JsonNode member) {
        return member.path("logDriver").asString("");
    }

}
