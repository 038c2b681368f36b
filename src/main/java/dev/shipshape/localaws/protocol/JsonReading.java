package dev.shipshape.localaws.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.databind.JsonNode;

/** Fills SDK builders from JSON, by the metadata of their members. */
final class JsonReading {

    private JsonReading() {
    }

    /** Fills the members that the text has. */
    static void structure(JsonNode tree, SdkPojo builder) {
        if (!tree.isObject()) {
            throw serialization("Start of structure or map found where not expected.");
        }
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode node = tree.get(field.locationName());
            if (node != null && !node.isNull()) {
                field.set(builder, value(node, field));
            }
        }
    }

    private static Object value(JsonNode node, SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> {
                check(node.isString(), node, "String");
                yield node.stringValue();
            }
            case INTEGER -> integer(node, "Integer").intValueExact();
            case LONG -> integer(node, "Long").longValueExact();
            case SHORT -> integer(node, "Short").shortValueExact();
            case BYTE -> integer(node, "Byte").byteValueExact();
            case FLOAT -> number(node, "Float").floatValue();
            case DOUBLE -> number(node, "Double").doubleValue();
            case BIG_DECIMAL -> number(node, "BigDecimal");
            case BOOLEAN -> {
                check(node.isBoolean(), node, "Boolean");
                yield node.booleanValue();
            }
            case INSTANT -> instant(node);
            case SDK_BYTES -> bytes(node);
            case SDK_POJO -> {
                SdkPojo builder = field.constructor().get();
                structure(node, builder);
                yield ((Buildable) builder).build();
            }
            case LIST -> list(node, field);
            case MAP -> map(node, field);
            default -> throw serialization("A member of this type cannot be read: " + field.locationName());
        };
    }

    private static List<Object> list(JsonNode node, SdkField<?> field) {
        check(node.isArray(), node, "List");
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        for (JsonNode item : node) {
            if (!item.isNull()) {
                list.add(value(item, member));
            }
        }
        return list;
    }

    private static Map<String, Object> map(JsonNode node, SdkField<?> field) {
        check(node.isObject(), node, "Map");
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach((entry) -> map.put(entry.getKey(), value(entry.getValue(), member)));
        return map;
    }

    private static Instant instant(JsonNode node) {
        if (node.isString()) {
            return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(node.stringValue()));
        }
        BigDecimal seconds = number(node, "Timestamp");
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.ofEpochSecond(whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private static SdkBytes bytes(JsonNode node) {
        check(node.isString(), node, "Blob");
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(node.stringValue()));
        }
        catch (IllegalArgumentException ex) {
            throw serialization("A blob is not valid Base64.");
        }
    }

    private static BigInteger integer(JsonNode node, String type) {
        BigDecimal value = number(node, type);
        try {
            BigInteger integer = value.toBigIntegerExact();
            if (type.equals("Long") ? integer.bitLength() > 63 : integer.bitLength() > 31) {
                throw serialization("NUMBER_VALUE can not be converted to a " + type);
            }
            return integer;
        }
        catch (ArithmeticException ex) {
            throw serialization("NUMBER_VALUE can not be converted to a " + type);
        }
    }

    private static BigDecimal number(JsonNode node, String type) {
        check(node.isNumber(), node, type);
        return node.decimalValue();
    }

    private static void check(boolean fits, JsonNode node, String type) {
        if (!fits) {
            throw serialization(node.getNodeType() + "_VALUE can not be converted to a " + type);
        }
    }

    /** The refusal of a text that does not fit. */
    static AwsError serialization(String message) {
        return new AwsError("SerializationException", message);
    }

}
