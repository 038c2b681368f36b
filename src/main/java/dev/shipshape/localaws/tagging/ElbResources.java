package dev.shipshape.localaws.tagging;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.elb.Elb;
import dev.shipshape.localaws.protocol.CallContext;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/**
 * What of Elastic Load Balancing has tags: load balancers, target groups, listeners,
 * rules.
 */
public final class ElbResources implements TaggedResources {

    private final Elb elb;

    private final ServiceCalls service;

    /** The resources of this service. */
    public ElbResources(Elb elb) {
        this.elb = elb;
        this.service = new ServiceCalls(elb);
    }

    @Override
    public boolean owns(String arn) {
        return arn.startsWith("arn:aws:elasticloadbalancing:");
    }

    @Override
    public List<TaggedResource> tagged(CallContext context) {
        return this.elb.tags(context)
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
        this.service.call("AddTags", context, AddTagsRequest.builder().resourceArns(arn).tags(list).build());
    }

    @Override
    public void untag(CallContext context, String arn, Collection<String> keys) {
        this.service.call("RemoveTags", context, RemoveTagsRequest.builder().resourceArns(arn).tagKeys(keys).build());
    }

}
