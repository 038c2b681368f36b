package dev.shipshape.localaws.ecs.tags;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/**
 * TagResource, UntagResource and ListTagsForResource. Each kind of resource says how it
 * refuses an ARN of which there is nothing.
 */
public final class TagCalls {

    private final Tags tags;

    private final Map<String, Function<String, Optional<AwsError>>> kinds = new HashMap<>();

    /** The calls on these tags. */
    public TagCalls(Tags tags) {
        this.tags = tags;
    }

    /**
     * Takes a kind of resource in.
     * @param kind as it stands in ARNs, such as {@code task-set}
     * @param refusal what ECS answers when the ARN is of none, which it is when empty
     */
    public TagCalls with(String kind, Function<String, Optional<AwsError>> refusal) {
        this.kinds.put(kind, refusal);
        return this;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("TagResource",
                Operation.of(TagResourceRequest::builder, this::tag).requiring("resourceArn", "tags"), "UntagResource",
                Operation.of(UntagResourceRequest::builder, this::untag).requiring("resourceArn", "tagKeys"),
                "ListTagsForResource",
                Operation.of(ListTagsForResourceRequest::builder, this::list).requiring("resourceArn"));
    }

    private TagResourceResponse tag(CallContext context, TagResourceRequest request) {
        String arn = checked(context, request.resourceArn());
        Tags.check(request.tags());
        Map<String, Tag> merged = byKey(this.tags.of(arn));
        merged.putAll(byKey(request.tags()));
        // Those that ECS set itself do not count.
        Tags.checkNumber((int) merged.keySet().stream().filter((key) -> !key.startsWith("aws:")).count());
        this.tags.set(arn, List.copyOf(merged.values()));
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(CallContext context, UntagResourceRequest request) {
        String arn = checked(context, request.resourceArn());
        if (request.tagKeys().stream().anyMatch(Tags::isReserved)) {
            throw Tags.reserved();
        }
        Map<String, Tag> left = byKey(this.tags.of(arn));
        left.keySet().removeAll(request.tagKeys());
        this.tags.set(arn, List.copyOf(left.values()));
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(CallContext context, ListTagsForResourceRequest request) {
        String arn = checked(context, request.resourceArn());
        return ListTagsForResourceResponse.builder().tags(this.tags.of(arn)).build();
    }

    private static Map<String, Tag> byKey(List<Tag> tags) {
        Map<String, Tag> map = new LinkedHashMap<>();
        tags.forEach((tag) -> map.put(tag.key(), tag));
        return map;
    }

    private String checked(CallContext context, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[2].equals("ecs")) {
            throw EcsErrors.invalidParameter("Invalid identifier: " + arn + " is not the ARN of a resource of ECS.");
        }
        String kind = parts[5].replaceFirst("[/:].*", "");
        Function<String, Optional<AwsError>> refusal = this.kinds.get(kind);
        if (refusal == null) {
            throw EcsErrors.invalidParameter("Unsupported resource type: " + kind);
        }
        String resource = References.resource(context, kind, arn);
        if (!resource.contains("/") && (kind.equals("service") || kind.equals("task"))) {
            throw EcsErrors.invalidParameter("Long arn format must be used for tagging operations");
        }
        refusal.apply(arn).ifPresent((error) -> {
            throw error;
        });
        return arn;
    }

}
