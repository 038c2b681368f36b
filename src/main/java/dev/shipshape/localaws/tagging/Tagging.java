package dev.shipshape.localaws.tagging;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.protocol.Wire;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * The AWS Resource Groups Tagging API, version 2017-01-26, over all services that are
 * here. It keeps nothing itself.
 */
public final class Tagging implements AwsService {

    private static final int USUAL_PAGE = 50;

    private final List<TaggedResources> services;

    /** The API over these services. */
    public Tagging(List<TaggedResources> services) {
        this.services = List.copyOf(services);
    }

    @Override
    public Wire wire() {
        return Wire.json("tagging", "ResourceGroupsTaggingAPI_20170126");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        Map<String, Operation<?, ?>> operations = new java.util.HashMap<>(new TagChanges(this.services).operations());
        operations.put("GetResources", Operation.of(GetResourcesRequest::builder, this::resources));
        operations.put("GetTagKeys", Operation.of(GetTagKeysRequest::builder, this::keys));
        operations.put("GetTagValues", Operation.of(GetTagValuesRequest::builder, this::values).requiring("Key"));
        return operations;
    }

    private GetResourcesResponse resources(CallContext context, GetResourcesRequest request) {
        int size = size(request.resourcesPerPage());
        check(request);
        List<TaggedResources.TaggedResource> found = all(context).stream()
            .filter((one) -> request.resourceARNList().isEmpty() || request.resourceARNList().contains(one.arn()))
            .filter((one) -> request.resourceTypeFilters().isEmpty()
                    || request.resourceTypeFilters().stream().anyMatch((type) -> isOf(one, type)))
            .filter((one) -> request.tagFilters().stream().allMatch((filter) -> holds(filter, one.tags())))
            .toList();
        Page<TaggedResources.TaggedResource> page = Page.of(found, TaggedResources.TaggedResource::arn, size,
                token(request.paginationToken()), Tagging::invalidToken);
        return GetResourcesResponse.builder()
            .resourceTagMappingList(page.items().stream().map(Tagging::shown).toList())
            .paginationToken(orEmpty(page.nextToken()))
            .build();
    }

    private List<TaggedResources.TaggedResource> all(CallContext context) {
        return this.services.stream()
            .flatMap((service) -> service.tagged(context).stream())
            .sorted(Comparator.comparing(TaggedResources.TaggedResource::arn))
            .toList();
    }

    private static int size(@Nullable Integer asked) {
        int size = (asked != null) ? asked : USUAL_PAGE;
        if (size < 1 || size > 100) {
            throw invalid("ResourcesPerPage must be between 1 and 100.");
        }
        return size;
    }

    private static void check(GetResourcesRequest request) {
        if (!request.resourceARNList().isEmpty()
                && (!request.tagFilters().isEmpty() || !request.resourceTypeFilters().isEmpty()
                        || request.resourcesPerPage() != null || token(request.paginationToken()) != null)) {
            throw invalid("ResourceARNList cannot be used together with filters or pagination parameters.");
        }
        if (request.resourceARNList().size() > 100) {
            throw invalid("ResourceARNList can have at most 100 ARNs.");
        }
        if (request.tagFilters().size() > 50) {
            throw invalid("TagFilters can have at most 50 filters.");
        }
        if (request.tagsPerPage() != null
                && (request.tagsPerPage() < 100 || request.tagsPerPage() > 500 || request.tagsPerPage() % 100 != 0)) {
            throw invalid("TagsPerPage must be 100, 200, 300, 400 or 500.");
        }
        for (TagFilter filter : request.tagFilters()) {
            if (filter.key() == null || filter.key().isEmpty() || filter.key().length() > 128
                    || filter.values().size() > 20) {
                throw invalid("A tag filter has a key of 1 to 128 characters and at most 20 values.");
            }
        }
        for (String type : request.resourceTypeFilters()) {
            if (!type.matches("[a-z0-9-]+(:[A-Za-z0-9/_-]+)?")) {
                throw invalid("Unsupported resource type: " + type);
            }
        }
        if (Boolean.TRUE.equals(request.excludeCompliantResources())
                && !Boolean.TRUE.equals(request.includeComplianceDetails())) {
            throw invalid("ExcludeCompliantResources needs IncludeComplianceDetails.");
        }
    }

    private static boolean isOf(TaggedResources.TaggedResource one, String type) {
        return one.type().equals(type) || one.type().startsWith(type + ":");
    }

    private static boolean holds(TagFilter filter, Map<String, String> tags) {
        String value = tags.get(filter.key());
        return value != null && (filter.values().isEmpty() || filter.values().contains(value));
    }

    private static ResourceTagMapping shown(TaggedResources.TaggedResource one) {
        return ResourceTagMapping.builder()
            .resourceARN(one.arn())
            .tags(new java.util.TreeMap<>(one.tags()).entrySet()
                .stream()
                .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
            .build();
    }

    private GetTagKeysResponse keys(CallContext context, GetTagKeysRequest request) {
        List<String> keys = all(context).stream()
            .flatMap((one) -> one.tags().keySet().stream())
            .distinct()
            .sorted()
            .toList();
        Page<String> page = Page.of(keys, UnaryOperator.identity(), 1000, token(request.paginationToken()),
                Tagging::invalidToken);
        return GetTagKeysResponse.builder().tagKeys(page.items()).paginationToken(orEmpty(page.nextToken())).build();
    }

    private GetTagValuesResponse values(CallContext context, GetTagValuesRequest request) {
        List<String> values = all(context).stream()
            .filter((one) -> one.tags().containsKey(request.key()))
            .map((one) -> String.valueOf(one.tags().get(request.key())))
            .distinct()
            .sorted()
            .toList();
        Page<String> page = Page.of(values, UnaryOperator.identity(), 1000, token(request.paginationToken()),
                Tagging::invalidToken);
        return GetTagValuesResponse.builder()
            .tagValues(page.items())
            .paginationToken(orEmpty(page.nextToken()))
            .build();
    }

    /** The last page's token is empty here, and an empty one asks for the first page. */
    private static @Nullable String token(@Nullable String token) {
        return (token == null || token.isEmpty()) ? null : token;
    }

    private static String orEmpty(@Nullable String token) {
        return (token != null) ? token : "";
    }

    private static AwsError invalidToken() {
        return new AwsError("PaginationTokenExpiredException", "The pagination token is not valid.");
    }

    static AwsError invalid(String message) {
        return new AwsError("InvalidParameterException", message);
    }

}
