package dev.shipshape.taskdefinitions.form;

import dev.shipshape.taskdefinitions.carry.ShellWords;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A command's words as they are typed into a shell, with quotes around blanks. */
final class CommandText implements Text {

    @Override
    public String shown(JsonNode member) {
        return ShellWords.joined(member.values().stream().map((word) -> word.asString("")).toList());
    }

    @Override
    public @Nullable JsonNode read(String typed, JsonNode old) {
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        try {
            ShellWords.split(typed).forEach(words::add);
        }
        catch (IllegalArgumentException ex) {
            throw new WrongText(String.valueOf(ex.getMessage()));
        }
        return words.isEmpty() ? null : words;
    }

}
