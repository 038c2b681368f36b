package dev.shipshape.taskdefinitions.carry;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * YAML as trees of JSON and back. Reading is for text of anyone: plain data only, no
 * types of its own, with an end to size, depth and what aliases multiply.
 */
public final class YamlText {

    /** Characters that are read at most. */
    public static final int LONGEST = 500_000;

    private static final int DEEPEST = 40;

    private static final int MOST_NODES = 50_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlText() {
    }

    /**
     * Reads a document.
     * @param text the YAML
     * @param field the form field that it was typed into
     * @return its tree
     * @throws Problem of that field if it is not YAML, or too much of it; it says where
     */
    public static JsonNode read(String text, String field) {
        try {
            LoaderOptions limits = new LoaderOptions();
            limits.setCodePointLimit(LONGEST);
            limits.setMaxAliasesForCollections(100);
            limits.setNestingDepthLimit(DEEPEST);
            limits.setAllowDuplicateKeys(false);
            DumperOptions unused = new DumperOptions();
            Yaml yaml = new Yaml(new SafeConstructor(limits), new Representer(unused), unused, limits, new Plain());
            return node(yaml.load(text), 0, new int[] { 0 });
        }
        catch (MarkedYAMLException ex) {
            throw Problem.ofField(field, "This is not YAML" + place(ex) + ": " + ex.getProblem() + ".");
        }
        catch (TooMuch ex) {
            throw Problem.ofField(field, "This YAML is too large, too deep, or grows too much by its aliases.");
        }
        catch (YAMLException | ClassCastException | IllegalArgumentException | StackOverflowError ex) {
            throw Problem.ofField(field, "This is not YAML that can be read here: plain data only, up to " + LONGEST
                    + " characters, without types of its own.");
        }
    }

    private static String place(MarkedYAMLException ex) {
        return (ex.getProblemMark() != null) ? " at line " + (ex.getProblemMark().getLine() + 1) + ", column "
                + (ex.getProblemMark().getColumn() + 1) : "";
    }

    private static JsonNode node(@Nullable Object value, int depth, int[] count) {
        if (depth > DEEPEST || ++count[0] > MOST_NODES) {
            throw new TooMuch();
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), node(item, depth + 1, count)));
            return object;
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach((item) -> array.add(node(item, depth + 1, count)));
            return array;
        }
        if (value instanceof Boolean set) {
            return NODES.booleanNode(set);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        return (value != null) ? NODES.stringNode(String.valueOf(value)) : NODES.nullNode();
    }

    /**
     * Writes documents.
     * @param documents what stands in them
     * @return the YAML, with a line of three dashes between two documents
     */
    public static String write(List<ObjectNode> documents) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        Yaml yaml = new Yaml(options);
        Iterator<Object> trees = documents.stream()
            .<Object>map((document) -> JsonMapper.shared().convertValue(document, Map.class))
            .iterator();
        StringBuilder text = new StringBuilder();
        while (trees.hasNext()) {
            text.append(text.isEmpty() ? "" : "---\n").append(yaml.dump(trees.next()));
        }
        return text.toString();
    }

    /**
     * YAML 1.2's types alone, as Compose has them: 1.1 would read {@code 22:22} as a
     * number and {@code no} as false.
     */
    private static final class Plain extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
            addImplicitResolver(Tag.INT, Pattern.compile("-?(0|[1-9][0-9]{0,17})"), "-0123456789");
            addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL|"), "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
        }

    }

    private static final class TooMuch extends RuntimeException {

        private static final long serialVersionUID = 1L;

    }

}
