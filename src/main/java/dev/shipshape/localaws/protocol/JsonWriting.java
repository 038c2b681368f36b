package dev.shipshape.localaws.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import tools.jackson.core.JsonGenerator;

/** Writes SDK objects as JSON, by the metadata of their members. */
final class JsonWriting {

    private JsonWriting() {
    }

    /** Writes the members that are set. */
    static void structure(JsonGenerator json, SdkPojo value) {
        json.writeStartObject();
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (JsonCodec.isSet(member)) {
                json.writeName(field.locationName());
                value(json, member, field);
            }
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Object value, SdkField<?> field) {
        if (value instanceof SdkPojo structure) {
            structure(json, structure);
        }
        else if (value instanceof List<?> list) {
            SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            json.writeStartArray();
            list.forEach((item) -> value(json, item, member));
            json.writeEndArray();
        }
        else if (value instanceof Map<?, ?> map) {
            SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            json.writeStartObject();
            map.forEach((key, item) -> {
                json.writeName(String.valueOf(key));
                value(json, item, member);
            });
            json.writeEndObject();
        }
        else {
            scalar(json, value, field);
        }
    }

    private static void scalar(JsonGenerator json, Object value, SdkField<?> field) {
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
