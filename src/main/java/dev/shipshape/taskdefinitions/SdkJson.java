package dev.shipshape.taskdefinitions;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON to the SDK's model classes and back, by the metadata that those carry, so that
 * every member of the model survives whether or not we know it.
 */
public final class SdkJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SdkJson() {
    }

    /** All that is set; empty lists and maps are what AWS adds by itself. */
    public static ObjectNode tree(SdkPojo pojo) {
        ObjectNode tree = NODES.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            JsonNode value = node(field.getValueOrDefault(pojo));
            if (!value.isNull() && !(value.isContainer() && value.isEmpty() && !isPojo(field))) {
                tree.set(field.locationName(), value);
            }
        }
        return tree;
    }

    private static boolean isPojo(SdkField<?> field) {
        return field.marshallingType() == MarshallingType.SDK_POJO;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value instanceof SdkPojo pojo) {
            return tree(pojo);
        }
        if (value instanceof List<?> list) {
            ArrayNode items = NODES.arrayNode();
            list.forEach((item) -> items.add(node(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode entries = NODES.objectNode();
            map.forEach((key, item) -> entries.set(String.valueOf(key), node(item)));
            return entries;
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean set) {
            return NODES.booleanNode(set);
        }
        return (value != null) ? NODES.stringNode(value.toString()) : NODES.nullNode();
    }

    /**
     * Sets a builder's members from JSON.
     * @param builder a builder of the SDK
     * @param tree the members by their names on the wire
     * @param path where the tree stands in the whole, for messages
     * @throws Problem if a member is unknown or of another type
     */
    public static void fill(SdkPojo builder, ObjectNode tree, String path) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        builder.sdkFields().forEach((field) -> fields.put(field.locationName(), field));
        tree.forEachEntry((name, value) -> {
            SdkField<?> field = fields.get(name);
            if (field == null) {
                throw unknown(path + name, name, fields);
            }
            if (!value.isNull()) {
                field.set(builder, value(field, value, path + name));
            }
        });
    }

    /**
     * The same tree with the model's members under other names; the keys of its maps stay
     * as they are.
     * @param tree the members by their names on the wire
     * @param model an object of the class that they belong to
     * @param name the name of a member elsewhere, by its name on the wire
     */
    public static ObjectNode renamed(ObjectNode tree, SdkPojo model, UnaryOperator<String> name) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        model.sdkFields().forEach((field) -> fields.put(field.locationName(), field));
        ObjectNode renamed = NODES.objectNode();
        tree.forEachEntry((member, value) -> {
            SdkField<?> field = fields.get(member);
            renamed.set(name.apply(member), (field != null) ? renamed(value, field, name) : value);
        });
        return renamed;
    }

    private static JsonNode renamed(JsonNode value, SdkField<?> field, UnaryOperator<String> name) {
        if (value instanceof ObjectNode object && isPojo(field)) {
            return renamed(object, field.constructor().get(), name);
        }
        if (value instanceof ArrayNode array && field.marshallingType() == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            ArrayNode items = NODES.arrayNode();
            array.forEach((item) -> items.add(renamed(item, member, name)));
            return items;
        }
        return value;
    }

    private static Problem unknown(String path, String name, Map<String, SdkField<?>> fields) {
        return fields.keySet()
            .stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .map((right) -> wrong(path, "must be written " + right))
            .orElseGet(() -> wrong(path,
                    "is not a member of a task definition here. These are: " + String.join(", ", fields.keySet())));
    }

    private static Object value(SdkField<?> field, JsonNode node, String path) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return pojo(field, node, path);
        }
        if (type == MarshallingType.LIST) {
            return list(field, node, path);
        }
        if (type == MarshallingType.MAP) {
            return map(field, node, path);
        }
        if (type == MarshallingType.BOOLEAN) {
            return check(node.isBoolean(), path, "must be true or false") ? node.booleanValue() : false;
        }
        if (type == MarshallingType.INTEGER) {
            check(node.isIntegralNumber() && node.canConvertToInt(), path, "must be a whole number");
            return node.intValue();
        }
        if (type == MarshallingType.LONG) {
            check(node.isIntegralNumber() && node.canConvertToLong(), path, "must be a whole number");
            return node.longValue();
        }
        if (type == MarshallingType.DOUBLE) {
            check(node.isNumber(), path, "must be a number");
            return node.doubleValue();
        }
        if (type == MarshallingType.INSTANT) {
            return instant(node, path);
        }
        check(node.isString() || node.isNumber(), path, "must be text in quotation marks");
        return node.asString(); // people write "cpu": 256, which can mean one thing only
    }

    private static Instant instant(JsonNode node, String path) {
        try {
            return Instant.parse(node.asString());
        }
        catch (DateTimeParseException ex) {
            throw wrong(path, "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static Object pojo(SdkField<?> field, JsonNode node, String path) {
        if (!(node instanceof ObjectNode tree)) {
            throw wrong(path, "must be an object, { … }");
        }
        SdkPojo part = field.constructor().get();
        fill(part, tree, path + ".");
        return ((Buildable) part).build();
    }

    private static List<Object> list(SdkField<?> field, JsonNode node, String path) {
        check(node.isArray(), path, "must be a list, [ … ]");
        SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
        List<Object> items = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            String place = path + "[" + index + "]";
            check(!node.get(index).isNull(), place, "is null, which a list cannot hold");
            items.add(value(member, node.get(index), place));
        }
        return items;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonNode node, String path) {
        check(node.isObject(), path, "must be an object, { … }");
        SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> entries = new LinkedHashMap<>();
        ((ObjectNode) node).forEachEntry((key, item) -> {
            check(!item.isNull(), path + "." + key, "is null, which is no value");
            entries.put(key, value(member, item, path + "." + key));
        });
        return entries;
    }

    private static boolean check(boolean right, String path, String rule) {
        if (!right) {
            throw wrong(path, rule);
        }
        return true;
    }

    private static Problem wrong(String path, String rule) {
        return new WrongMember(path, rule, "");
    }

}
