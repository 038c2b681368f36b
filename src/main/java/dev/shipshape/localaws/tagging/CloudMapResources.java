package dev.shipshape.localaws.tagging;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.servicediscovery.CloudMap;
import software.amazon.awssdk.services.servicediscovery.model.Tag;
import software.amazon.awssdk.services.servicediscovery.model.TagResourceRequest;
import software.amazon.awssdk.services.servicediscovery.model.UntagResourceRequest;

/** What of Cloud Map has tags: namespaces and services. */
public final class CloudMapResources implements TaggedResources {

    private final CloudMap cloudMap;

    private final ServiceCalls service;

    /** The resources of this service. */
    public CloudMapResources(CloudMap cloudMap) {
        this.cloudMap = cloudMap;
        this.service = new ServiceCalls(cloudMap);
    }

    @Override
    public boolean owns(String arn) {
        return arn.startsWith("arn:aws:servicediscovery:");
    }

    @Override
    public List<TaggedResource> tagged(CallContext context) {
        return this.cloudMap.tags(context)
            .entrySet()
            .stream()
            .map((one) -> new TaggedResource(one.getKey(), one.getValue()))
            .toList();
    }

    @Override
    public void tag(CallContext context, String arn, Map<String, String> tags) {
        List<Tag> list = tags.entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
        this.service.call("TagResource", context, TagResourceRequest.builder().resourceARN(arn).tags(list).build());
    }

    @Override
    public void untag(CallContext context, String arn, Collection<String> keys) {
        this.service.call("UntagResource", context,
                UntagResourceRequest.builder().resourceARN(arn).tagKeys(keys).build());
    }

}
