package dev.shipshape.localaws.ecr.lifecycle;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.protocol.AwsError;
import tools.jackson.databind.JsonNode;

/** The checks of a JSON schema, and how AWS words what does not pass them. */
final class SchemaWords {

    private SchemaWords() {
    }

    /** Refuses an object that lacks something, or has what is not known. */
    static void properties(JsonNode object, Set<String> required, Set<String> allowed) {
        if (!object.isObject()) {
            throw refused("instance type (" + type(object)
                    + ") does not match any allowed primitive type (allowed: [\"object\"])");
        }
        SortedSet<String> missing = new TreeSet<>(required);
        missing.removeAll(object.propertyNames());
        if (!missing.isEmpty()) {
            throw refused("object has missing required properties (" + list(missing) + ")");
        }
        SortedSet<String> unknown = new TreeSet<>(object.propertyNames());
        unknown.removeAll(allowed);
        if (!unknown.isEmpty()) {
            throw refused(
                    "object instance has properties which are not allowed by the schema: (" + list(unknown) + ")");
        }
    }

    /** Refuses a text that is none of these. */
    static void oneOf(JsonNode value, Set<String> allowed) {
        if (!allowed.contains(value.asString(""))) {
            throw refused("instance value (" + (value.isString() ? value.asString() : value)
                    + ") not found in enum :(possible values: " + list(new TreeSet<>(allowed)) + ")");
        }
    }

    /** Refuses what is no whole number, or too small a one. */
    static void number(JsonNode value, int least) {
        if (!value.isIntegralNumber()) {
            throw refused("instance type (" + type(value)
                    + ") does not match any allowed primitive type (allowed: [\"integer\"])");
        }
        if (!value.canConvertToInt() || value.asInt() < least) {
            throw refused("numeric instance is lower than the required minimum (minimum: " + least + ", found: " + value
                    + ")");
        }
    }

    private static String list(SortedSet<String> names) {
        return names.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    /** JSON's name of a value's type. */
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NULL -> "null";
            default -> "object";
        };
    }

    /** A refusal in AWS's words. */
    static AwsError refused(String why) {
        return EcrErrors.invalid("LifecyclePolicyText", "Lifecycle policy validation failure: " + why);
    }

}
