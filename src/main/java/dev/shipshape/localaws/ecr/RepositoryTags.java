package dev.shipshape.localaws.ecr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;
import software.amazon.awssdk.services.ecr.model.TagResourceResponse;
import software.amazon.awssdk.services.ecr.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecr.model.UntagResourceResponse;

/** The resource tags of repositories (not the tags of images). */
final class RepositoryTags {

    private static final int MOST = 50;

    private final Table<ListTagsForResourceResponse> table;

    private final Registries registries;

    RepositoryTags(Store store, Registries registries) {
        this.table = store.table("ecr.repository-tags", ListTagsForResourceResponse::builder);
        this.registries = registries;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("TagResource",
                Operation.of(TagResourceRequest::builder, this::tag).requiring("resourceArn", "tags"), "UntagResource",
                Operation.of(UntagResourceRequest::builder, this::untag).requiring("resourceArn", "tagKeys"),
                "ListTagsForResource",
                Operation.of(ListTagsForResourceRequest::builder, this::list).requiring("resourceArn"));
    }

    void forget(String arn) {
        this.table.remove(arn);
    }

    /** Keeps these tags with those; refuses what no AWS resource may carry. */
    void put(String arn, List<Tag> before, List<Tag> added) {
        Map<String, Tag> all = new LinkedHashMap<>();
        before.forEach((tag) -> all.put(tag.key(), tag));
        for (Tag tag : added) {
            String value = (tag.value() != null) ? tag.value() : "";
            if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 128 || value.length() > 256
                    || tag.key().startsWith("aws:")) {
                throw new AwsError("InvalidTagParameterException",
                        "Invalid parameter at 'tags' failed to satisfy constraint: a key has 1 to 128 characters "
                                + "and does not begin with aws:, a value has at most 256");
            }
            all.put(tag.key(), tag.toBuilder().value(value).build());
        }
        if (all.size() > MOST) {
            throw new AwsError("TooManyTagsException", "A repository can have at most " + MOST + " tags");
        }
        this.table.put(arn, ListTagsForResourceResponse.builder().tags(new ArrayList<>(all.values())).build());
    }

    private TagResourceResponse tag(CallContext context, TagResourceRequest request) {
        put(request.resourceArn(), tags(context, request.resourceArn()), request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(CallContext context, UntagResourceRequest request) {
        Set<String> gone = Set.copyOf(request.tagKeys());
        List<Tag> left = tags(context, request.resourceArn()).stream()
            .filter((tag) -> !gone.contains(tag.key()))
            .toList();
        put(request.resourceArn(), left, List.of());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(CallContext context, ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(tags(context, request.resourceArn())).build();
    }

    private List<Tag> tags(CallContext context, String arn) {
        String[] parts = arn.split(":repository/", 2);
        if (parts.length != 2) {
            throw EcrErrors.invalid("resourceArn", "Invalid ARN");
        }
        boolean known = this.registries.in(context.region())
            .repositories()
            .find(parts[1])
            .filter((repository) -> repository.repositoryArn().equals(arn))
            .isPresent();
        if (!known) {
            throw EcrErrors.repositoryNotFound(parts[1]);
        }
        return this.table.find(arn).map(ListTagsForResourceResponse::tags).orElse(List.of());
    }

}
