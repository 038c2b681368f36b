package dev.shipshape.taskdefinitions.form;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The launch type that a definition is checked for. Where none is said, AWS takes EC2.
 */
final class LaunchTypeText implements Text {

    static final String FARGATE = "FARGATE";

    static final String EC2 = "EC2";

    @Override
    public String shown(JsonNode member) {
        return member.values().stream().anyMatch((type) -> type.asString("").equals(FARGATE)) ? FARGATE : EC2;
    }

    @Override
    public JsonNode read(String typed, JsonNode old) {
        return JsonNodeFactory.instance.arrayNode().add(typed);
    }

}
