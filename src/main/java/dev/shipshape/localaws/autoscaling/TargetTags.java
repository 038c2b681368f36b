package dev.shipshape.localaws.autoscaling;

import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceResponse;

/** The tags of scalable targets, by ARN. */
final class TargetTags {

    private final ScalingTables tables;

    TargetTags(ScalingTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("TagResource",
                Operation.of(TagResourceRequest::builder, this::tag).requiring("ResourceARN", "Tags"), "UntagResource",
                Operation.of(UntagResourceRequest::builder, this::untag).requiring("ResourceARN", "TagKeys"),
                "ListTagsForResource",
                Operation.of(ListTagsForResourceRequest::builder, this::list).requiring("ResourceARN"));
    }

    static void check(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128 || value.length() > 256 || key.startsWith("aws:")) {
                throw ScalingTables.invalid("A tag key has 1 to 128 characters and does not begin with aws:, a value "
                        + "has at most 256.");
            }
        });
        if (tags.size() > 50) {
            throw new AwsError("TooManyTagsException", "A scalable target can have at most 50 tags.");
        }
    }

    private Map<String, String> of(CallContext context, String arn) {
        boolean isThere = this.tables.targets()
            .startingWith(context.region() + "|")
            .stream()
            .anyMatch((target) -> arn.equals(target.scalableTargetARN()));
        if (!isThere) {
            throw new AwsError("ResourceNotFoundException", "The resource " + arn + " does not exist.");
        }
        return new TreeMap<>(this.tables.tags().find(arn).map(ListTagsForResourceResponse::tags).orElse(Map.of()));
    }

    private TagResourceResponse tag(CallContext context, TagResourceRequest request) {
        Map<String, String> tags = of(context, request.resourceARN());
        tags.putAll(request.tags());
        check(tags);
        this.tables.tags().put(request.resourceARN(), ListTagsForResourceResponse.builder().tags(tags).build());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(CallContext context, UntagResourceRequest request) {
        Map<String, String> tags = of(context, request.resourceARN());
        tags.keySet().removeAll(request.tagKeys());
        this.tables.tags().put(request.resourceARN(), ListTagsForResourceResponse.builder().tags(tags).build());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(CallContext context, ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(of(context, request.resourceARN())).build();
    }

}
