package dev.shipshape.localaws.tagging;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;

/** What of a service has tags, and how they are put on and taken off. */
public interface TaggedResources {

    /** Whether the resource with this ARN would be one of these. */
    boolean owns(String arn);

    /** Everything of the region that has tags. */
    List<TaggedResource> tagged(CallContext context);

    /**
     * Puts tags on.
     * @throws dev.shipshape.localaws.protocol.AwsError as the service itself refuses
     */
    void tag(CallContext context, String arn, Map<String, String> tags);

    /**
     * Takes tags off.
     * @throws dev.shipshape.localaws.protocol.AwsError as the service itself refuses
     */
    void untag(CallContext context, String arn, Collection<String> keys);

    /**
     * A resource with tags.
     *
     * @param arn its ARN
     * @param tags its tags
     */
    record TaggedResource(String arn, Map<String, String> tags) {

        /** Its service and type, such as {@code ecs:service}. */
        String type() {
            String[] parts = this.arn.split(":", 6);
            return parts[2] + ":" + parts[5].split("[:/]", 2)[0];
        }

    }

}
