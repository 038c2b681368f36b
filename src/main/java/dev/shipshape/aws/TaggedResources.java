package dev.shipshape.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Asks for the tags of many resources at once, of kinds whose own lists tell none and
 * would have to be asked resource by resource.
 */
@Component
public class TaggedResources {

    private final AwsClients clients;

    TaggedResources(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * The tags of all resources of a type that carry one of these keys, asked of AWS now.
     * @param connection where
     * @param type such as {@code ecs:task-definition}
     * @param keys the tags' keys
     * @return the tags by ARN; none where AWS does not let us ask, because they only tell
     * more of what is listed anyway
     */
    public Map<String, Map<String, String>> with(Connection connection, String type, List<String> keys) {
        Map<String, Map<String, String>> tagged = new TreeMap<>();
        try {
            keys.forEach((key) -> read(connection, type, key, tagged));
        }
        catch (SdkException ex) {
            return Map.of();
        }
        return tagged;
    }

    /** Filters of several keys would ask for resources that carry all of them. */
    private void read(Connection connection, String type, String key, Map<String, Map<String, String>> tagged) {
        GetResourcesRequest request = GetResourcesRequest.builder()
            .resourceTypeFilters(type)
            .tagFilters(TagFilter.builder().key(key).build())
            .build();
        this.clients.tagging(connection).getResourcesPaginator(request).resourceTagMappingList().forEach((one) -> {
            Map<String, String> tags = new TreeMap<>();
            for (Tag tag : one.tags()) {
                tags.put(tag.key(), (tag.value() != null) ? tag.value() : "");
            }
            tagged.put(one.resourceARN(), tags);
        });
    }

}
