package dev.shipshape.localaws.tagging;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;

/** What of ECS has tags: clusters, services, tasks, task definitions and so on. */
public final class EcsResources implements TaggedResources {

    private final ServiceCalls service;

    private final Table<ListTagsForResourceResponse> tags;

    /** The resources of this service, whose tags lie in this store. */
    public EcsResources(AwsService service, Store store) {
        this.service = new ServiceCalls(service);
        this.tags = store.table("ecs.tags", ListTagsForResourceResponse::builder);
    }

    @Override
    public boolean owns(String arn) {
        return arn.startsWith("arn:aws:ecs:");
    }

    @Override
    public List<TaggedResource> tagged(CallContext context) {
        return this.tags.keys(context.arn("ecs", ""))
            .stream()
            .map((arn) -> new TaggedResource(arn, of(arn)))
            .filter((one) -> !one.tags().isEmpty())
            .toList();
    }

    private Map<String, String> of(String arn) {
        return this.tags.find(arn)
            .map(ListTagsForResourceResponse::tags)
            .orElse(List.of())
            .stream()
            .collect(Collectors.toMap(Tag::key, (tag) -> (tag.value() != null) ? tag.value() : ""));
    }

    @Override
    public void tag(CallContext context, String arn, Map<String, String> tags) {
        List<Tag> list = tags.entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
        this.service.call("TagResource", context, TagResourceRequest.builder().resourceArn(arn).tags(list).build());
    }

    @Override
    public void untag(CallContext context, String arn, Collection<String> keys) {
        this.service.call("UntagResource", context,
                UntagResourceRequest.builder().resourceArn(arn).tagKeys(keys).build());
    }

}
