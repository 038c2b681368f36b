package dev.shipshape.localaws.ecr.repositories;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
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

/** The resource tags of repositories (not the tags of images), by ARN. */
public final class RepositoryTags {

    private static final int MOST = 50;

    private static final Pattern ARN = Pattern
        .compile("arn:[^:]+:ecr:(?<region>[^:]+):(?<account>[^:]+):repository/(?<name>.+)");

    private final Table<ListTagsForResourceResponse> table;

    private final Registries registries;

    /** The tags of these registries' repositories. */
    public RepositoryTags(Store store, Registries registries) {
        this.table = store.table("ecr.repository-tags", ListTagsForResourceResponse::builder);
        this.registries = registries;
        registries.events().onRepositoryDelete((region, repository) -> this.table.remove(repository.repositoryArn()));
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("TagResource",
                Operation.of(TagResourceRequest::builder, this::tag).requiring("resourceArn", "tags"), "UntagResource",
                Operation.of(UntagResourceRequest::builder, this::untag).requiring("resourceArn", "tagKeys"),
                "ListTagsForResource",
                Operation.of(ListTagsForResourceRequest::builder, this::list).requiring("resourceArn"));
    }

    /** The tags of the repository of this ARN. */
    public List<Tag> of(String arn) {
        return this.table.find(arn).map(ListTagsForResourceResponse::tags).orElse(List.of());
    }

    /** Keeps these tags with those; refuses what no AWS resource may carry. */
    void put(String arn, List<Tag> before, List<Tag> added) {
        Map<String, Tag> all = new LinkedHashMap<>();
        before.forEach((tag) -> all.put(tag.key(), tag));
        check(added);
        added.forEach((tag) -> all.put(tag.key(), (tag.value() != null) ? tag : tag.toBuilder().value("").build()));
        if (all.size() > MOST) {
            throw new AwsError("TooManyTagsException",
                    "The number of tags per repository exceeds the limit of " + MOST + ".");
        }
        this.table.put(arn, ListTagsForResourceResponse.builder().tags(new ArrayList<>(all.values())).build());
    }

    /** Refuses tags that no AWS resource may carry. */
    static void check(List<Tag> tags) {
        for (Tag tag : tags) {
            String value = (tag.value() != null) ? tag.value() : "";
            if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 128 || value.length() > 256
                    || tag.key().startsWith("aws:")) {
                throw new AwsError("InvalidTagParameterException",
                        "Invalid parameter at 'tags' failed to satisfy constraint: 'tag keys must have a length between "
                                + "1 and 128 and must not start with aws:, tag values must have a length of at most "
                                + "256'");
            }
        }
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
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw EcrErrors.invalid("resourceArn", "Invalid ARN");
        }
        if (!matcher.group("region").equals(context.region())) {
            throw EcrErrors.repositoryNotFound(matcher.group("name"), matcher.group("account"));
        }
        Existing.repository(this.registries.in(context.region()), matcher.group("name"), matcher.group("account"));
        return of(arn);
    }

}
