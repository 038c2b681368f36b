package dev.shipshape.taskdefinitions.form;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The processor of the runtime platform; its operating system stays as it is. */
final class ArchitectureText implements Text {

    @Override
    public String shown(JsonNode member) {
        return member.path("cpuArchitecture").asString("X86_64");
    }

    @Override
    public JsonNode read(String typed, JsonNode old) {
        ObjectNode platform = (old instanceof ObjectNode before) ? before.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        return platform.put("cpuArchitecture", typed);
    }

}
