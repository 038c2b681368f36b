package dev.shipshape.localaws.protocol;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON to and from the SDK's model classes, by their own metadata. Timestamps are seconds
 * since 1970 with a fraction, bytes are Base64, as awsJson 1.1 has them.
 */
public final class JsonCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonCodec() {
    }

    /**
     * Fills an SDK builder; {@code SerializationException} when the text does not fit.
     */
    public static void read(String json, SdkPojo builder) {
        if (json.isBlank()) {
            return;
        }
        try (JsonParser parser = MAPPER.createParser(json)) {
            JsonReading.read(parser, builder);
        }
        catch (JacksonException ex) {
            throw JsonReading.serialization("The request is not valid JSON.");
        }
    }

    /** Writes an SDK object; members that are not set are left out. */
    public static String write(SdkPojo value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            JsonWriting.structure(json, value);
        }
        return text.toString();
    }

    /** Writes a refusal as awsJson has it: its type, its message, further members. */
    public static String writeError(AwsError error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("__type", error.type());
        body.put("message", error.message());
        body.putAll(error.members());
        return MAPPER.writeValueAsString(body);
    }

    /** The SDK stands an empty collection of its own in for one that was never set. */
    static boolean isSet(@Nullable Object member) {
        return member != null && !(member instanceof SdkAutoConstructList) && !(member instanceof SdkAutoConstructMap);
    }

}
