package dev.shipshape.taskdefinitions.compose;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.taskdefinitions.carry.Lost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Compose fills in from the shell that it runs in, such as {@code ${TAG:-latest}}:
 * here only what stands beside it is known.
 */
final class Variables {

    private static final Pattern VARIABLE = Pattern
        .compile("\\$(?:\\$|([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)(?:(:?[-?+])([^{}]*))?\\})");

    private final List<Lost> lost;

    Variables(List<Lost> lost) {
        this.lost = lost;
    }

    /**
     * The same tree with all variables filled in that say what they are without a shell.
     */
    JsonNode filled(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            object
                .forEachEntry((name, value) -> all.set(name, filled(value, path.isEmpty() ? name : path + "." + name)));
            return all;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            for (int index = 0; index < array.size(); index++) {
                all.add(filled(array.get(index), path + "[" + index + "]"));
            }
            return all;
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(filled(node.stringValue(), path)) : node;
    }

    private String filled(String text, String path) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder all = new StringBuilder();
        while (variable.find()) {
            variable.appendReplacement(all, Matcher.quoteReplacement(value(variable, path)));
        }
        return variable.appendTail(all).toString();
    }

    private String value(Matcher variable, String path) {
        String name = (variable.group(1) != null) ? variable.group(1) : variable.group(2);
        if (name == null) {
            return "$"; // $$ is a plain one
        }
        String otherwise = variable.group(3);
        if (otherwise != null && otherwise.endsWith("-")) {
            this.lost.add(new Lost(path, "The variable " + name + " of your shell is not known here: its default “"
                    + variable.group(4) + "” is taken."));
            return variable.group(4);
        }
        this.lost.add(new Lost(path, "The variable " + name
                + " of your shell is not known here: write what it says in place of " + variable.group() + "."));
        return variable.group();
    }

}
