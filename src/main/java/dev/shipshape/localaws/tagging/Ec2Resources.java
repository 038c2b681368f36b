package dev.shipshape.localaws.tagging;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.Ec2;
import dev.shipshape.localaws.protocol.CallContext;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What of EC2 has tags. */
public final class Ec2Resources implements TaggedResources {

    private final Ec2 ec2;

    private final ServiceCalls service;

    /** The resources of this service. */
    public Ec2Resources(Ec2 ec2) {
        this.ec2 = ec2;
        this.service = new ServiceCalls(ec2);
    }

    @Override
    public boolean owns(String arn) {
        return arn.startsWith("arn:aws:ec2:");
    }

    @Override
    public List<TaggedResource> tagged(CallContext context) {
        return this.ec2.tags(context.region())
            .entrySet()
            .stream()
            .map((one) -> new TaggedResource(context.arn("ec2", one.getKey()), one.getValue()))
            .toList();
    }

    private static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    @Override
    public void tag(CallContext context, String arn, Map<String, String> tags) {
        List<Tag> list = tags.entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
        this.service.call("CreateTags", context, CreateTagsRequest.builder().resources(id(arn)).tags(list).build());
    }

    @Override
    public void untag(CallContext context, String arn, Collection<String> keys) {
        List<Tag> list = keys.stream().map((key) -> Tag.builder().key(key).build()).toList();
        this.service.call("DeleteTags", context, DeleteTagsRequest.builder().resources(id(arn)).tags(list).build());
    }

}
