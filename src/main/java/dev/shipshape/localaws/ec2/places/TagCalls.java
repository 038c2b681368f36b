package dev.shipshape.localaws.ec2.places;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Filters;
import dev.shipshape.localaws.ec2.shared.Kind;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** The tags of everything in EC2, put on, taken off and looked at across its kinds. */
public final class TagCalls {

    private static final int MOST_RESOURCES = 1000;

    private final TagTable tags;

    private final List<Kind<?>> kinds;

    private final NetworkTables networks;

    private final Filters<TagDescription> filters = new Filters<TagDescription>().by("key", TagDescription::key)
        .by("value", TagDescription::value)
        .by("resource-id", TagDescription::resourceId)
        .by("resource-type", TagDescription::resourceTypeAsString)
        .byTags((one) -> List.of(Tag.builder().key(one.key()).value(one.value()).build()));

    /**
     * The calls about tags.
     * @param kinds all kinds of things that can have tags
     */
    public TagCalls(TagTable tags, List<Kind<?>> kinds, NetworkTables networks) {
        this.tags = tags;
        this.kinds = kinds;
        this.networks = networks;
    }

    /** The operations that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateTags", Calls.of(CreateTagsRequest::builder, this::create).requiring("ResourceId", "Tag"),
                "DeleteTags", Calls.of(DeleteTagsRequest::builder, this::delete).requiring("ResourceId"),
                "DescribeTags", Calls.of(DescribeTagsRequest::builder, this::describe));
    }

    /** The tags of everything in a region that has some, by type and id with a slash. */
    public Map<String, Map<String, String>> all(String region) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        this.tags.all(region)
            .forEach((one) -> all.put(type(one.id()).orElse("network-interface") + "/" + one.id(), one.tags()));
        return all;
    }

    private CreateTagsResponse create(CallContext context, CreateTagsRequest request) {
        check(context, request.resources());
        request.resources().forEach((id) -> this.tags.add(context.region(), id, request.tags()));
        return CreateTagsResponse.builder().build();
    }

    private DeleteTagsResponse delete(CallContext context, DeleteTagsRequest request) {
        check(context, request.resources());
        for (String id : request.resources()) {
            List<Tag> gone = request.tags().isEmpty() ? this.tags.of(context.region(), id) : request.tags();
            gone.forEach((tag) -> this.tags.remove(context.region(), id, tag.key(), tag.value()));
        }
        return DeleteTagsResponse.builder().build();
    }

    private void check(CallContext context, List<String> ids) {
        if (ids.size() > MOST_RESOURCES) {
            throw Ec2Errors.invalidValue("A request can name at most " + MOST_RESOURCES + " resources.");
        }
        for (String id : ids) {
            if (type(id).isEmpty()) {
                throw new AwsError("InvalidID", "The ID '" + id + "' is not valid");
            }
            if (id.startsWith("sgr-")) {
                if (this.networks.rules()
                    .all(context.region())
                    .stream()
                    .noneMatch((rule) -> id.equals(rule.securityGroupRuleId()))) {
                    throw Ec2Errors.notFound("InvalidSecurityGroupRuleId", "security group rule ID", id);
                }
            }
            else {
                kind(id).ifPresent((kind) -> kind.get(context.region(), id));
            }
        }
    }

    private Optional<Kind<?>> kind(String id) {
        return this.kinds.stream().filter((kind) -> id.startsWith(kind.naming().prefix() + "-")).findFirst();
    }

    private Optional<String> type(String id) {
        return id.startsWith("sgr-") ? Optional.of("security-group-rule")
                : kind(id).map((kind) -> kind.naming().type());
    }

    private DescribeTagsResponse describe(CallContext context, DescribeTagsRequest request) {
        if (request.maxResults() != null && (request.maxResults() < 5 || request.maxResults() > 1000)) {
            throw Ec2Errors.invalidValue("Value ( " + request.maxResults()
                    + " ) for parameter MaxResults is invalid. Expecting a value between 5 and 1000.");
        }
        List<TagDescription> all = this.tags.all(context.region())
            .stream()
            .flatMap((tagged) -> tagged.list()
                .stream()
                .map((tag) -> TagDescription.builder()
                    .resourceId(tagged.id())
                    .resourceType(type(tagged.id()).orElse("network-interface"))
                    .key(tag.key())
                    .value(tag.value())
                    .build()))
            .toList();
        Page<TagDescription> page = Page.of(this.filters.apply(all, request.filters()),
                (one) -> one.resourceId() + "/" + one.key(),
                (request.maxResults() != null) ? request.maxResults() : 1000, request.nextToken(),
                () -> new AwsError("InvalidNextToken", "The token '" + request.nextToken() + "' is invalid"));
        return DescribeTagsResponse.builder().tags(page.items()).nextToken(page.nextToken()).build();
    }

}
