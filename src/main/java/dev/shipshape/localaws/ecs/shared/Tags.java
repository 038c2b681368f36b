package dev.shipshape.localaws.ecs.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/**
 * The tags of everything in ECS, by ARN: at most 50, keys to 128 characters, values to
 * 256, the prefix {@code aws:} reserved.
 */
public final class Tags {

    private final EcsTables tables;

    /** The tags in these tables. */
    public Tags(EcsTables tables) {
        this.tables = tables;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("TagResource",
                Operation.of(TagResourceRequest::builder, this::tagResource).requiring("resourceArn", "tags"),
                "UntagResource",
                Operation.of(UntagResourceRequest::builder, this::untagResource).requiring("resourceArn", "tagKeys"),
                "ListTagsForResource",
                Operation.of(ListTagsForResourceRequest::builder, this::listTagsForResource).requiring("resourceArn"));
    }

    /** The tags of a resource; none if it has none. */
    public List<Tag> of(String arn) {
        return this.tables.tags().find(arn).map(ListTagsForResourceResponse::tags).orElse(List.of());
    }

    /** Sets the tags of a new resource, which {@link #check} has seen. */
    public void set(String arn, List<Tag> tags) {
        store(arn, tags);
    }

    /** Adds tags, of which those that are there already win. */
    public static void add(List<Tag> own, List<Tag> more) {
        Map<String, Tag> known = byKey(own);
        more.stream().filter((tag) -> !known.containsKey(tag.key())).forEach(own::add);
    }

    /** With the tags of ECS's own when {@code enableECSManagedTags} is on. */
    public static List<Tag> managed(List<Tag> own, boolean enabled, Cluster cluster, @Nullable String service) {
        List<Tag> all = new ArrayList<>(own);
        if (enabled) {
            all.add(Tag.builder().key("aws:ecs:clusterName").value(cluster.clusterName()).build());
            if (service != null) {
                all.add(Tag.builder().key("aws:ecs:serviceName").value(service).build());
            }
        }
        return all;
    }

    /** Forgets the tags of what is gone. */
    public void drop(String arn) {
        this.tables.tags().remove(arn);
    }

    /** Checks the tags of a call: their number, lengths and prefixes. */
    public static void check(List<Tag> tags) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Tag tag : tags) {
            String key = (tag.key() != null) ? tag.key() : "";
            String value = (tag.value() != null) ? tag.value() : "";
            if (key.isEmpty() || key.length() > 128) {
                throw EcsErrors.invalidParameter("Tag key must be between 1 and 128 characters long.");
            }
            if (value.length() > 256) {
                throw EcsErrors.invalidParameter("Tag value must not be longer than 256 characters.");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw EcsErrors.invalidParameter("Tag keys beginning with 'aws:' are reserved for AWS use.");
            }
            if (seen.put(key, value) != null) {
                throw EcsErrors.invalidParameter(
                        "Duplicate tag keys found. Please note that Tag keys are " + "case-sensitive: " + key);
            }
        }
        checkNumber(tags.size());
    }

    private static void checkNumber(int number) {
        if (number > 50) {
            throw EcsErrors.invalidParameter("Too many tags. A resource can have at most 50.");
        }
    }

    private void store(String arn, List<Tag> tags) {
        if (tags.isEmpty()) {
            drop(arn);
        }
        else {
            this.tables.tags().put(arn, ListTagsForResourceResponse.builder().tags(tags).build());
        }
    }

    private TagResourceResponse tagResource(CallContext context, TagResourceRequest request) {
        checkExists(request.resourceArn());
        check(request.tags());
        Map<String, Tag> merged = byKey(of(request.resourceArn()));
        merged.putAll(byKey(request.tags()));
        checkNumber(merged.size());
        store(request.resourceArn(), List.copyOf(merged.values()));
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untagResource(CallContext context, UntagResourceRequest request) {
        checkExists(request.resourceArn());
        Map<String, Tag> left = byKey(of(request.resourceArn()));
        left.keySet().removeAll(request.tagKeys());
        store(request.resourceArn(), List.copyOf(left.values()));
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse listTagsForResource(CallContext context, ListTagsForResourceRequest request) {
        checkExists(request.resourceArn());
        return ListTagsForResourceResponse.builder().tags(of(request.resourceArn())).build();
    }

    private static Map<String, Tag> byKey(List<Tag> tags) {
        Map<String, Tag> map = new LinkedHashMap<>();
        tags.forEach((tag) -> map.put(tag.key(), tag));
        return map;
    }

    private void checkExists(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[2].equals("ecs")) {
            throw EcsErrors.invalidParameter("Invalid identifier: " + arn + " is not the ARN of a resource of ECS.");
        }
        String kind = parts[5].replaceFirst("/.*", "");
        boolean exists = switch (kind) {
            case "cluster" ->
                this.tables.clusters().find(arn).filter((cluster) -> "ACTIVE".equals(cluster.status())).isPresent();
            case "service" -> this.tables.services().find(arn).isPresent();
            case "task" -> this.tables.tasks().find(arn).isPresent();
            case "task-definition" -> this.tables.taskDefinitions().find(arn).isPresent();
            default -> throw EcsErrors.invalidParameter("Resources of the kind " + kind + " have no tags here.");
        };
        if (!exists) {
            throw notFound(kind);
        }
    }

    private static AwsError notFound(String kind) {
        return EcsErrors.invalidParameter(
                "The specified " + kind + " is not found. You can only view tags of resources that exist.");
    }

}
