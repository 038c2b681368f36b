package dev.shipshape.localaws.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Inputs of operations by the SDK's model: mostly of the right types, so that they come
 * far, with values that nobody would give.
 */
final class Inputs {

    private static final int DEPTH = 5;

    /** What exists, by the members that name it. */
    private static final Map<String, String> PLAUSIBLE = Map.ofEntries(Map.entry("cluster", "demo"),
            Map.entry("clusterName", "demo"), Map.entry("service", "web"), Map.entry("serviceName", "web"),
            Map.entry("taskDefinition", "web:1"), Map.entry("family", "web"), Map.entry("repositoryName", "team/web"),
            Map.entry("imageTag", "latest"), Map.entry("logGroupName", "/ecs/demo"), Map.entry("image", "nginx:1"),
            Map.entry("logStreamName", "web/1"), Map.entry("name", "web"), Map.entry("networkMode", "awsvpc"),
            Map.entry("launchType", "FARGATE"), Map.entry("cpu", "256"), Map.entry("memory", "512"),
            Map.entry("RoleName", "ecsTaskExecutionRole"), Map.entry("schedulingStrategy", "REPLICA"),
            Map.entry("resourceArn", "arn:aws:ecs:us-east-1:123456789012:cluster/demo"));

    private final Chance chance;

    /** Of so many values one is of a wrong type. */
    private int wrong = 12;

    Inputs(Chance chance) {
        this.chance = chance;
    }

    String json(SdkPojo builder) {
        this.wrong = this.chance.of(List.of(8, 40, 1000));
        return structure(builder, 0);
    }

    private String structure(SdkPojo builder, int depth) {
        return builder.sdkFields()
            .stream()
            .filter((field) -> this.chance.in((builder.sdkFields().size() > 6) ? 3 : 2))
            .map((field) -> "\"" + field.locationName() + "\":" + value(field, depth))
            .collect(Collectors.joining(",", "{", "}"));
    }

    private String value(SdkField<?> field, int depth) {
        if (this.chance.in(this.wrong)) {
            return this.chance.wrong();
        }
        return switch (field.marshallingType().getKnownType()) {
            case STRING, SDK_BYTES -> "\"" + text(field.locationName()) + "\"";
            case BOOLEAN -> Boolean.toString(this.chance.in(2));
            case SDK_POJO -> (depth < DEPTH) ? structure(field.constructor().get(), depth + 1) : "{}";
            case LIST -> list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), depth);
            case MAP -> "{\"" + this.chance.text() + "\":"
                    + value(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), depth + 1) + "}";
            default -> this.chance.number();
        };
    }

    private String text(String member) {
        String plausible = PLAUSIBLE.get(member);
        return (plausible != null && !this.chance.in(4)) ? plausible : this.chance.text();
    }

    private String list(SdkField<?> member, int depth) {
        int size = this.chance.in(30) ? 101 : this.chance.below(3);
        return IntStream.range(0, size)
            .mapToObj((index) -> value(member, depth + 1))
            .collect(Collectors.joining(",", "[", "]"));
    }

    /** Form fields with values for members and for parts of them. */
    String form(SdkPojo builder) {
        StringBuilder form = new StringBuilder();
        for (SdkField<?> field : builder.sdkFields()) {
            if (this.chance.in(2)) {
                form.append('&').append(field.locationName()).append(path(field)).append('=').append(formValue());
            }
        }
        return form.toString();
    }

    private String path(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST, MAP, SDK_POJO ->
                this.chance.of(List.of("", ".1", ".member.1", ".0", ".-1", ".999999999", ".1.Name", ".1.Value.1",
                        ".member.1.Key", ".entry.1.key", ".1.Values.member.1", ".x", "..", ".1.1.1.1.1"));
            default -> this.chance.in(6) ? ".1" : "";
        };
    }

    private String formValue() {
        String value = this.chance.in(3) ? this.chance.number() : this.chance.text();
        return this.chance.in(8) ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

}
