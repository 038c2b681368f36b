package dev.shipshape.localaws.logs.patterns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A condition on lines that are JSON, such as {@code { $.level = "error" }}. */
record JsonPattern(Predicate<JsonNode> condition) implements FilterPattern {

    private static final Pattern STEP = Pattern
        .compile("\\.?\\[\"([^\"]*)\"\\]|\\.?\\['([^']*)'\\]|\\[(\\d+|\\*)\\]|\\.([^.\\[\\]]+)");

    static JsonPattern parse(String text) {
        if (!text.endsWith("}")) {
            throw FilterPattern.invalid("the brace is not closed.");
        }
        return new JsonPattern(new Reader(Token.of(text.substring(1, text.length() - 1))).whole());
    }

    @Override
    public boolean matches(String line) {
        if (!line.stripLeading().startsWith("{") && !line.stripLeading().startsWith("[")) {
            return false;
        }
        try {
            return this.condition.test(JsonMapper.shared().readTree(line));
        }
        catch (JacksonException ex) {
            return false;
        }
    }

    private static final class Reader extends Condition<JsonNode> {

        Reader(List<Token> tokens) {
            super(tokens);
        }

        @Override
        Predicate<JsonNode> comparison() {
            Token selector = next();
            if (selector.kind() != Token.Kind.WORD || !selector.text().startsWith("$")) {
                throw FilterPattern
                    .invalid("a selector such as $.level was expected instead of \"" + selector.text() + "\".");
            }
            List<String> path = path(selector.text());
            Token operator = next();
            if (operator.isWord("IS")) {
                String word = next().text().toUpperCase(Locale.ROOT);
                return switch (word) {
                    case "NULL" -> (json) -> any(json, path, JsonNode::isNull);
                    case "TRUE" -> (json) -> any(json, path, (node) -> node.isBoolean() && node.booleanValue());
                    case "FALSE" -> (json) -> any(json, path, (node) -> node.isBoolean() && !node.booleanValue());
                    default -> throw FilterPattern.invalid("IS " + word + " is not known.");
                };
            }
            if (operator.isWord("NOT") && next().isWord("EXISTS")) {
                return (json) -> !any(json, path, (node) -> true);
            }
            if (operator.isWord("EXISTS")) {
                return (json) -> any(json, path, (node) -> true);
            }
            if (!operator.isComparison()) {
                throw FilterPattern.invalid("an operator was expected instead of \"" + operator.text() + "\".");
            }
            Token operand = next();
            Predicate<String> test = Texts.comparison(operator.text(), operand.text(), operand.kind());
            return (json) -> any(json, path,
                    (node) -> node.isValueNode() && !node.isNull() && test.test(node.asString()));
        }

        private static List<String> path(String selector) {
            List<String> path = new ArrayList<>();
            Matcher step = STEP.matcher(selector.substring(1));
            int end = 0;
            while (step.find(end) && step.start() == end) {
                for (int group = 1; group <= 4; group++) {
                    if (step.group(group) != null) {
                        path.add(step.group(group));
                    }
                }
                end = step.end();
            }
            if (end < selector.length() - 1) {
                throw FilterPattern.invalid("the selector " + selector + " cannot be read.");
            }
            return path;
        }

        /** Whether one of the values that the path leads to passes. */
        private static boolean any(JsonNode node, List<String> path, Predicate<JsonNode> test) {
            if (path.isEmpty()) {
                return test.test(node);
            }
            List<String> rest = path.subList(1, path.size());
            String step = path.get(0);
            if (step.equals("*")) {
                return node.valueStream().anyMatch((child) -> any(child, rest, test));
            }
            JsonNode child = (node.isArray() && step.matches("\\d+")) ? node.get(Integer.parseInt(step))
                    : node.get(step);
            return child != null && any(child, rest, test);
        }

    }

}
