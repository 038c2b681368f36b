package dev.shipshape.localaws.iam;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;

/** The tags of roles: at most 50, their keys alike whatever their case. */
final class RoleTags {

    private final IamTables tables;

    RoleTags(IamTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("TagRole", Operation.of(TagRoleRequest::builder, this::tag).requiring("RoleName", "Tags"),
                "UntagRole", Operation.of(UntagRoleRequest::builder, this::untag).requiring("RoleName", "TagKeys"),
                "ListRoleTags", Operation.of(ListRoleTagsRequest::builder, this::list).requiring("RoleName"));
    }

    static void check(Collection<Tag> tags) {
        Set<String> seen = new HashSet<>();
        for (Tag tag : tags) {
            String key = (tag.key() != null) ? tag.key() : "";
            if (key.isEmpty() || key.length() > 128) {
                throw IamErrors.invalid("tags", "Member must have a key of 1 to 128 characters");
            }
            if (tag.value() == null || tag.value().length() > 256) {
                throw IamErrors.invalid("tags", "Member must have a value of at most 256 characters");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw new AwsError("InvalidInput", "Tag keys that begin with aws: are reserved.");
            }
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw new AwsError("InvalidInput",
                        "Duplicate tag keys found. Please note that Tag keys are case " + "insensitive.");
            }
        }
        if (tags.size() > 50) {
            throw IamErrors.limit("The number of tags has reached the maximum limit.");
        }
    }

    private TagRoleResponse tag(CallContext context, TagRoleRequest request) {
        Role role = this.tables.ours(request.roleName());
        check(request.tags());
        Map<String, Tag> merged = byKey(role.tags());
        merged.putAll(byKey(request.tags()));
        check(merged.values());
        put(role, merged.values());
        return TagRoleResponse.builder().build();
    }

    private UntagRoleResponse untag(CallContext context, UntagRoleRequest request) {
        Role role = this.tables.ours(request.roleName());
        Map<String, Tag> left = byKey(role.tags());
        request.tagKeys().forEach((key) -> left.remove(key.toLowerCase(Locale.ROOT)));
        put(role, left.values());
        return UntagRoleResponse.builder().build();
    }

    private ListRoleTagsResponse list(CallContext context, ListRoleTagsRequest request) {
        List<Tag> tags = this.tables.role(request.roleName())
            .tags()
            .stream()
            .sorted(java.util.Comparator.comparing(Tag::key))
            .toList();
        Page<Tag> page = Pages.of(tags, Tag::key, request.maxItems(), request.marker());
        return ListRoleTagsResponse.builder()
            .tags(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

    private void put(Role role, Collection<Tag> tags) {
        this.tables.roles().put(role.roleName(), role.toBuilder().tags(List.copyOf(tags)).build());
    }

    private static Map<String, Tag> byKey(List<Tag> tags) {
        Map<String, Tag> map = new LinkedHashMap<>();
        tags.forEach((tag) -> map.put(tag.key().toLowerCase(Locale.ROOT), tag));
        return map;
    }

}
