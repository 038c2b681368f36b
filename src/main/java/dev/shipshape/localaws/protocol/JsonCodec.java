package dev.shipshape.localaws.protocol;

import java.io.StringWriter;
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

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON to and from the SDK's model classes, by their own metadata. Timestamps are seconds
 * since 1970 with a fraction, bytes are Base64, as awsJson 1.1 has them.
 */
public final class JsonCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();

    private JsonCodec() {
    }

    /**
     * Fills an SDK builder; {@code SerializationException} when the text does not fit.
     */
    public static void read(String json, SdkPojo builder) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json.isBlank() ? "{}" : json);
        }
        catch (JacksonException ex) {
            throw serialization("The request is not valid JSON.");
        }
        readStructure(tree, builder);
    }

    /** Writes an SDK object; members that are not set are left out. */
    public static String write(SdkPojo value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            writeStructure(json, value);
        }
        return text.toString();
    }

    static String writeError(AwsError error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("__type", error.type());
        body.put("message", error.message());
        body.putAll(error.members());
        return MAPPER.writeValueAsString(body);
    }

    private static void readStructure(JsonNode tree, SdkPojo builder) {
        if (!tree.isObject()) {
            throw serialization("Start of structure or map found where not expected.");
        }
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode node = tree.get(field.locationName());
            if (node != null && !node.isNull()) {
                field.set(builder, readValue(node, field));
            }
        }
    }

    private static Object readValue(JsonNode node, SdkField<?> field) {
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
            case INSTANT -> readInstant(node);
            case SDK_BYTES -> readBytes(node);
            case SDK_POJO -> {
                SdkPojo builder = field.constructor().get();
                readStructure(node, builder);
                yield ((Buildable) builder).build();
            }
            case LIST -> readList(node, field);
            case MAP -> readMap(node, field);
            default -> throw serialization("A member of this type cannot be read: " + field.locationName());
        };
    }

    private static List<Object> readList(JsonNode node, SdkField<?> field) {
        check(node.isArray(), node, "List");
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        for (JsonNode item : node) {
            if (!item.isNull()) {
                list.add(readValue(item, member));
            }
        }
        return list;
    }

    private static Map<String, Object> readMap(JsonNode node, SdkField<?> field) {
        check(node.isObject(), node, "Map");
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach((entry) -> map.put(entry.getKey(), readValue(entry.getValue(), member)));
        return map;
    }

    private static Instant readInstant(JsonNode node) {
        if (node.isString()) {
            return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(node.stringValue()));
        }
        BigDecimal seconds = number(node, "Timestamp");
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.ofEpochSecond(whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private static SdkBytes readBytes(JsonNode node) {
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

    private static AwsError serialization(String message) {
        return new AwsError("SerializationException", message);
    }

    private static void writeStructure(JsonGenerator json, SdkPojo value) {
        json.writeStartObject();
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (isSet(member)) {
                json.writeName(field.locationName());
                writeValue(json, member, field);
            }
        }
        json.writeEndObject();
    }

    /** The SDK stands an empty collection of its own in for one that was never set. */
    static boolean isSet(@Nullable Object member) {
        return member != null && !(member instanceof SdkAutoConstructList) && !(member instanceof SdkAutoConstructMap);
    }

    private static void writeValue(JsonGenerator json, Object value, SdkField<?> field) {
        if (value instanceof SdkPojo structure) {
            writeStructure(json, structure);
        }
        else if (value instanceof List<?> list) {
            SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            json.writeStartArray();
            list.forEach((item) -> writeValue(json, item, member));
            json.writeEndArray();
        }
        else if (value instanceof Map<?, ?> map) {
            SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            json.writeStartObject();
            map.forEach((key, item) -> {
                json.writeName(String.valueOf(key));
                writeValue(json, item, member);
            });
            json.writeEndObject();
        }
        else {
            writeScalar(json, value, field);
        }
    }

    private static void writeScalar(JsonGenerator json, Object value, SdkField<?> field) {
        if (value instanceof Instant instant) {
            boolean iso = field.getOptionalTrait(TimestampFormatTrait.class)
                .filter((trait) -> trait.format() == TimestampFormatTrait.Format.ISO_8601)
                .isPresent();
            if (iso) {
                json.writeString(instant.toString());
            }
            else {
                json.writeNumber(BigDecimal.valueOf(instant.getEpochSecond())
                    .add(BigDecimal.valueOf(instant.getNano() / 1_000_000L, 3)));
            }
        }
        else if (value instanceof SdkBytes bytes) {
            json.writeString(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
        }
        else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        }
        else if (value instanceof Number number) {
            json.writeNumber(new BigDecimal(number.toString()));
        }
        else {
            json.writeString(value.toString());
        }
    }

}
