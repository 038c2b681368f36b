package dev.shipshape.localaws.servicediscovery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.servicediscovery.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.servicediscovery.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.servicediscovery.model.Tag;
import software.amazon.awssdk.services.servicediscovery.model.TagResourceRequest;
import software.amazon.awssdk.services.servicediscovery.model.TagResourceResponse;
import software.amazon.awssdk.services.servicediscovery.model.UntagResourceRequest;
import software.amazon.awssdk.services.servicediscovery.model.UntagResourceResponse;

/** The tags of namespaces and services. */
final class CloudMapTags {

    private static final int MOST = 50;

    private final CloudMapTables tables;

    CloudMapTags(CloudMapTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("TagResource",
                Operation.of(TagResourceRequest::builder, this::tag).requiring("ResourceARN", "Tags"), "UntagResource",
                Operation.of(UntagResourceRequest::builder, this::untag).requiring("ResourceARN", "TagKeys"),
                "ListTagsForResource",
                Operation.of(ListTagsForResourceRequest::builder, this::list).requiring("ResourceARN"));
    }

    /** Puts tags on what has this ARN. */
    static void set(CloudMapTables tables, String arn, List<Tag> tags) {
        Map<String, String> all = new TreeMap<>(tables.tagsOf(arn));
        for (Tag tag : tags) {
            String key = CloudMapChecks.given("tags.key", tag.key());
            String value = CloudMapChecks.given("tags.value", tag.value());
            if (key.isEmpty() || key.length() > 128 || value.length() > 256 || key.startsWith("aws:")) {
                throw CloudMapChecks.invalid("A tag key has 1 to 128 characters and does not begin with aws:, a value "
                        + "has at most 256.");
            }
            all.put(key, value);
        }
        if (all.size() > MOST) {
            throw new AwsError("TooManyTagsException", "A resource can have at most " + MOST + " tags.")
                .with("ResourceName", arn);
        }
        if (!tags.isEmpty()) {
            tables.tags().put(arn, new CloudMapTables.Tags(all));
        }
    }

    private void checkThere(CallContext context, String arn) {
        CloudMapChecks.matches("resourceARN", arn, "arn:aws:servicediscovery:.+");
        if (!this.tables.isThere(context, arn)) {
            throw new AwsError("ResourceNotFoundException", "The resource " + arn + " does not exist.");
        }
    }

    private TagResourceResponse tag(CallContext context, TagResourceRequest request) {
        checkThere(context, request.resourceARN());
        set(this.tables, request.resourceARN(), request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(CallContext context, UntagResourceRequest request) {
        checkThere(context, request.resourceARN());
        Map<String, String> left = new TreeMap<>(this.tables.tagsOf(request.resourceARN()));
        left.keySet().removeAll(request.tagKeys());
        this.tables.tags().put(request.resourceARN(), new CloudMapTables.Tags(left));
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(CallContext context, ListTagsForResourceRequest request) {
        checkThere(context, request.resourceARN());
        return ListTagsForResourceResponse.builder()
            .tags(this.tables.tagsOf(request.resourceARN())
                .entrySet()
                .stream()
                .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
            .build();
    }

}
