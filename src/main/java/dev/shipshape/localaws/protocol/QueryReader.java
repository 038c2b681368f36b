package dev.shipshape.localaws.protocol;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The form fields of the query protocols into the SDK's model classes. In EC2's dialect a
 * list is {@code Name.1}, elsewhere {@code Name.member.1}.
 */
public final class QueryReader {

    private static final int MAX_FIELDS = 10_000;

    private final NavigableMap<String, String> fields;

    private final boolean ec2;

    private QueryReader(NavigableMap<String, String> fields, boolean ec2) {
        this.fields = fields;
        this.ec2 = ec2;
    }

    /**
     * Form fields by name; the last one wins, as with AWS.
     * @throws AwsError for more fields than any call has, and for what XML cannot give
     * back
     */
    public static NavigableMap<String, String> fields(String form) {
        NavigableMap<String, String> fields = new TreeMap<>();
        int start = 0;
        while (start <= form.length()) {
            int and = form.indexOf('&', start);
            int end = (and >= 0) ? and : form.length();
            int equals = form.indexOf('=', start);
            if (equals > start && equals < end) {
                fields.put(decode(form.substring(start, equals)), decode(form.substring(equals + 1, end)));
            }
            if (fields.size() > MAX_FIELDS) {
                throw malformed();
            }
            start = end + 1;
        }
        return fields;
    }

    /** Fills an SDK builder from form fields. */
    public static void read(NavigableMap<String, String> fields, SdkPojo builder, boolean ec2) {
        new QueryReader(fields, ec2).readStructure("", builder);
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.chars().anyMatch((character) -> character < ' ' && !Character.isWhitespace(character))) {
                throw malformed();
            }
            return decoded;
        }
        catch (IllegalArgumentException ex) {
            throw malformed();
        }
    }

    private static AwsError malformed() {
        return new AwsError("MalformedQueryString", "The query string is malformed.");
    }

    private void readStructure(String prefix, SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = readValue(prefix + field.locationName(), field);
            if (value != null) {
                field.set(builder, value);
            }
        }
    }

    private @Nullable Object readValue(String name, SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> {
                if (!isThere(name)) {
                    yield null;
                }
                SdkPojo builder = field.constructor().get();
                readStructure(name + ".", builder);
                yield ((Buildable) builder).build();
            }
            case LIST -> readList(name, field);
            case MAP -> readMap(name, field);
            default -> {
                String text = this.fields.get(name);
                yield (text != null) ? readScalar(name, text, field) : null;
            }
        };
    }

    private @Nullable Object readList(String name, SdkField<?> field) {
        ListTrait trait = field.getRequiredTrait(ListTrait.class);
        String memberName = trait.memberLocationName();
        String prefix = name + ".";
        if (!this.ec2 && !trait.isFlattened()) {
            prefix = name + "." + ((memberName != null) ? memberName : "member") + ".";
        }
        else if (!this.ec2 && memberName != null) {
            prefix = name.substring(0, name.lastIndexOf('.') + 1) + memberName + ".";
        }
        List<Object> list = new ArrayList<>();
        for (int index = 1; isThere(prefix + index); index++) {
            Object value = readValue(prefix + index, trait.memberFieldInfo());
            if (value != null) {
                list.add(value);
            }
        }
        return list.isEmpty() ? null : list;
    }

    private @Nullable Object readMap(String name, SdkField<?> field) {
        MapTrait trait = field.getRequiredTrait(MapTrait.class);
        String prefix = name + (trait.isFlattened() ? "." : ".entry.");
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = 1; isThere(prefix + index); index++) {
            String key = this.fields.get(prefix + index + "." + orElse(trait.keyLocationName(), "key"));
            Object value = readValue(prefix + index + "." + orElse(trait.valueLocationName(), "value"),
                    trait.valueFieldInfo());
            if (key != null && value != null) {
                map.put(key, value);
            }
        }
        return map.isEmpty() ? null : map;
    }

    private static String orElse(@Nullable String name, String otherwise) {
        return (name != null) ? name : otherwise;
    }

    private boolean isThere(String name) {
        if (this.fields.containsKey(name)) {
            return true;
        }
        String next = this.fields.ceilingKey(name + ".");
        return next != null && next.startsWith(name + ".");
    }

    private Object readScalar(String name, String text, SdkField<?> field) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> finite(Double.parseDouble(text)).floatValue();
                case DOUBLE -> finite(Double.parseDouble(text));
                case BIG_DECIMAL -> BigDecimal.valueOf(finite(Double.parseDouble(text)));
                case BOOLEAN -> flag(text);
                case INSTANT -> JsonNumbers.known(Instant.parse(text));
                case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
                default -> text;
            };
        }
        catch (IllegalArgumentException | DateTimeException ex) {
            String type = this.ec2 ? "InvalidParameterValue" : "MalformedInput";
            throw new AwsError(type, "The value '" + text + "' is not valid for the parameter " + name + ".");
        }
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not finite");
        }
        return number;
    }

    private static Boolean flag(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return Boolean.valueOf(text);
    }

}
