package dev.shipshape.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code aws …} command that asks for the same as a request of the SDK, made from the
 * SDK's own model metadata. Values of environment variables and of log drivers' options
 * are left out, because they may be secrets.
 */
public final class AwsCommand {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What stands in the place of what may be secret. */
    public static final String HIDDEN = "***";

    /**
     * With it AWS takes a second run of the command for the first one, and does nothing.
     */
    private static final String TOKEN = "clientToken";

    private AwsCommand() {
    }

    /**
     * The equivalent command on a connection, in POSIX shell syntax.
     * @param connection gives region, profile and endpoint
     * @param request the request
     * @return one line
     */
    public static String of(Connection connection, SdkRequest request) {
        String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
        StringBuilder line = new StringBuilder("aws ").append(service(request)).append(' ').append(kebab(operation));
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if ((isSet(value) || empties(operation, value)) && !field.locationName().equals(TOKEN)) {
                append(line, "--" + kebab(field.locationName()), value);
            }
        }
        return line.append(connection.cliFlags()).toString();
    }

    private static String service(SdkRequest request) {
        String[] parts = request.getClass().getPackageName().split("\\.", -1);
        String service = parts[parts.length - 2];
        return switch (service) {
            case "cloudwatchlogs" -> "logs";
            case "elasticloadbalancingv2" -> "elbv2";
            case "applicationautoscaling" -> "application-autoscaling";
            default -> service;
        };
    }

    private static void append(StringBuilder line, String flag, Object value) {
        if (value instanceof Boolean set) {
            line.append(' ').append(set ? flag : flag.replaceFirst("--", "--no-"));
            return;
        }
        line.append(' ').append(flag);
        if (value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(AwsCommand::isPlain)) {
            list.forEach((item) -> line.append(' ').append(quoted(String.valueOf(item))));
        }
        else if (isPlain(value)) {
            line.append(' ').append(quoted(String.valueOf(value)));
        }
        else {
            line.append(' ').append(quoted(JSON.writeValueAsString(plain(value, ""))));
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number;
    }

    /** A list that an update is told to be empty takes away what was there. */
    private static boolean empties(String operation, @Nullable Object value) {
        return (operation.startsWith("Update") || operation.startsWith("Put")) && value instanceof List<?> list
                && list.isEmpty() && !(list instanceof SdkAutoConstructList<?>);
    }

    private static boolean isSet(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != null;
    }

    private static Object plain(Object value, String member) {
        if (value instanceof SdkPojo pojo) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (SdkField<?> field : pojo.sdkFields()) {
                Object part = field.getValueOrDefault(pojo);
                if (isSet(part)) {
                    boolean secret = member.equals("environment") && field.locationName().equals("value");
                    members.put(field.locationName(), secret ? HIDDEN : plain(part, field.locationName()));
                }
            }
            return members;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach((item) -> items.add(plain(item, member)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach(
                    (key, item) -> entries.put(String.valueOf(key), hides(member, key) ? HIDDEN : plain(item, member)));
            return entries;
        }
        return value;
    }

    private static boolean hides(String member, Object key) {
        return member.equals("options") && isSecretOption(String.valueOf(key));
    }

    /**
     * Whether an option of a log driver may be secret: they take tokens among them; only
     * those of awslogs are known to hold none.
     */
    public static boolean isSecretOption(String option) {
        return !option.startsWith("awslogs-");
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@=+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .replaceAll("([A-Z]+)([A-Z][a-z])", "$1-$2")
            .toLowerCase(Locale.ROOT);
    }

}
