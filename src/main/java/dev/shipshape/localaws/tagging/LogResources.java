package dev.shipshape.localaws.tagging;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;

/** What of CloudWatch Logs has tags: log groups. */
public final class LogResources implements TaggedResources {

    private final ServiceCalls service;

    private final Table<ListTagsForResourceResponse> tags;

    /** The log groups of this service, whose tags lie in this store. */
    public LogResources(AwsService service, Store store) {
        this.service = new ServiceCalls(service);
        this.tags = store.table("logs.tags", ListTagsForResourceResponse::builder);
    }

    @Override
    public boolean owns(String arn) {
        return arn.startsWith("arn:aws:logs:");
    }

    @Override
    public List<TaggedResource> tagged(CallContext context) {
        String prefix = context.region() + ":";
        return this.tags.keys(prefix)
            .stream()
            .map((key) -> new TaggedResource(context.arn("logs", "log-group:" + key.substring(prefix.length())),
                    this.tags.find(key).map(ListTagsForResourceResponse::tags).orElse(Map.of())))
            .filter((one) -> !one.tags().isEmpty())
            .toList();
    }

    @Override
    public void tag(CallContext context, String arn, Map<String, String> tags) {
        this.service.call("TagResource", context, TagResourceRequest.builder().resourceArn(arn).tags(tags).build());
    }

    @Override
    public void untag(CallContext context, String arn, Collection<String> keys) {
        this.service.call("UntagResource", context,
                UntagResourceRequest.builder().resourceArn(arn).tagKeys(keys).build());
    }

}
