package dev.shipshape.localaws.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Fills SDK builders from JSON, by the metadata of their members. What no member asks for
 * is skipped as it is read, so that it costs no memory.
 */
final class JsonReading {

    /** More than any call has: PutLogEvents takes 10,000 events of two members. */
    private static final int MAX_VALUES = 100_000;

    private static final Map<Class<?>, Map<String, SdkField<?>>> FIELDS = new ConcurrentHashMap<>();

    private final JsonParser json;

    private int values;

    private JsonReading(JsonParser json) {
        this.json = json;
    }

    /** Fills the members that the text has. */
    static void read(JsonParser json, SdkPojo builder) {
        JsonReading reading = new JsonReading(json);
        json.nextToken();
        reading.structure(builder);
        if (json.nextToken() != null) {
            throw serialization("The request is more than one JSON value.");
        }
    }

    private static Map<String, SdkField<?>> fields(SdkPojo builder) {
        return FIELDS.computeIfAbsent(builder.getClass(), (type) -> {
            Map<String, SdkField<?>> byName = new HashMap<>();
            builder.sdkFields().forEach((field) -> byName.put(field.locationName(), field));
            return byName;
        });
    }

    private void structure(SdkPojo builder) {
        if (this.json.currentToken() != JsonToken.START_OBJECT) {
            throw serialization("Start of structure or map found where not expected.");
        }
        Map<String, SdkField<?>> fields = fields(builder);
        while (this.json.nextToken() == JsonToken.PROPERTY_NAME) {
            SdkField<?> field = fields.get(this.json.currentName());
            JsonToken token = this.json.nextToken();
            if (field == null) {
                this.json.skipChildren();
            }
            else if (token != JsonToken.VALUE_NULL) {
                field.set(builder, value(field));
            }
        }
    }

    private Object value(SdkField<?> field) {
        this.values++;
        if (this.values > MAX_VALUES) {
            throw serialization("The request has more than " + MAX_VALUES + " values.");
        }
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text("String");
            case INTEGER -> JsonNumbers.integer(this.json, "Integer", Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
            case LONG -> JsonNumbers.integer(this.json, "Long", Long.MIN_VALUE, Long.MAX_VALUE).longValue();
            case SHORT -> JsonNumbers.integer(this.json, "Short", Short.MIN_VALUE, Short.MAX_VALUE).shortValue();
            case BYTE -> JsonNumbers.integer(this.json, "Byte", Byte.MIN_VALUE, Byte.MAX_VALUE).byteValue();
            case FLOAT -> JsonNumbers.decimal(this.json, "Float").floatValue();
            case DOUBLE -> JsonNumbers.decimal(this.json, "Double").doubleValue();
            case BIG_DECIMAL -> JsonNumbers.decimal(this.json, "BigDecimal");
            case BOOLEAN -> {
                check(this.json.currentToken().isBoolean(), "Boolean");
                yield this.json.getBooleanValue();
            }
            case INSTANT -> instant();
            case SDK_BYTES -> bytes();
            case SDK_POJO -> {
                SdkPojo builder = field.constructor().get();
                structure(builder);
                yield ((Buildable) builder).build();
            }
            case LIST -> list(field);
            case MAP -> map(field);
            default -> throw serialization("A member of this type cannot be read: " + field.locationName());
        };
    }

    private List<Object> list(SdkField<?> field) {
        check(this.json.currentToken() == JsonToken.START_ARRAY, "List");
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        while (this.json.nextToken() != JsonToken.END_ARRAY) {
            if (this.json.currentToken() != JsonToken.VALUE_NULL) {
                list.add(value(member));
            }
        }
        return list;
    }

    private Map<String, Object> map(SdkField<?> field) {
        check(this.json.currentToken() == JsonToken.START_OBJECT, "Map");
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        while (this.json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = whole(this.json.currentName());
            if (this.json.nextToken() != JsonToken.VALUE_NULL) {
                map.put(key, value(member));
            }
        }
        return map;
    }

    private Instant instant() {
        if (this.json.currentToken() != JsonToken.VALUE_STRING) {
            return JsonNumbers.instant(this.json);
        }
        try {
            return JsonNumbers.known(Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(this.json.getString())));
        }
        catch (DateTimeException ex) {
            throw serialization("STRING_VALUE can not be converted to a Timestamp");
        }
    }

    private SdkBytes bytes() {
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text("Blob")));
        }
        catch (IllegalArgumentException ex) {
            throw serialization("A blob is not valid Base64.");
        }
    }

    private String text(String type) {
        check(this.json.currentToken() == JsonToken.VALUE_STRING, type);
        return whole(this.json.getString());
    }

    /** Half a surrogate pair is no character, and cannot be written as UTF-8. */
    private static String whole(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isHighSurrogate(character) && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1))) {
                index++;
            }
            else if (Character.isSurrogate(character)) {
                throw serialization("A text has half a surrogate pair.");
            }
        }
        return text;
    }

    private void check(boolean fits, String type) {
        if (!fits) {
            throw JsonNumbers.misfit(this.json, type);
        }
    }

    /** The refusal of a text that does not fit. */
    static AwsError serialization(String message) {
        return new AwsError("SerializationException", message);
    }

}
