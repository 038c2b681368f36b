package dev.shipshape.localaws.ecs.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.AwsError;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * The tags of everything in ECS, by ARN: at most 50, keys to 128 characters, values to
 * 256, the prefix {@code aws:} reserved.
 */
public final class Tags {

    /** The pattern of TagKey and TagValue in the model. */
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final EcsTables tables;

    /** The tags in these tables. */
    public Tags(EcsTables tables) {
        this.tables = tables;
    }

    /** The tags of a resource; none if it has none. */
    public List<Tag> of(String arn) {
        return this.tables.tags().find(arn).map(ListTagsForResourceResponse::tags).orElse(List.of());
    }

    /** Sets the tags of a new resource, which {@link #check} has seen. */
    public void set(String arn, List<Tag> tags) {
        store(arn, tags);
    }

    /** Adds tags, of which those that are there already win. */
    public static void add(List<Tag> own, List<Tag> more) {
        Map<String, Tag> known = byKey(own);
        more.stream().filter((tag) -> !known.containsKey(tag.key())).forEach(own::add);
    }

    /** With the tags of ECS's own when {@code enableECSManagedTags} is on. */
    public static List<Tag> managed(List<Tag> own, boolean enabled, Cluster cluster, @Nullable String service) {
        List<Tag> all = new ArrayList<>(own);
        if (enabled) {
            all.add(Tag.builder().key("aws:ecs:clusterName").value(cluster.clusterName()).build());
            if (service != null) {
                all.add(Tag.builder().key("aws:ecs:serviceName").value(service).build());
            }
        }
        return all;
    }

    /** Forgets the tags of what is gone. */
    public void drop(String arn) {
        this.tables.tags().remove(arn);
    }

    /** Checks the tags of a call: their number, lengths and prefixes. */
    public static void check(List<Tag> tags) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Tag tag : tags) {
            String key = (tag.key() != null) ? tag.key() : "";
            String value = (tag.value() != null) ? tag.value() : "";
            if (key.isEmpty() || key.length() > 128) {
                throw EcsErrors.invalidParameter("Tag key must be between 1 and 128 characters long.");
            }
            if (value.length() > 256) {
                throw EcsErrors.invalidParameter("Tag value must not be longer than 256 characters.");
            }
            if (isReserved(key)) {
                throw reserved();
            }
            if (!CHARACTERS.matcher(key).matches() || !CHARACTERS.matcher(value).matches()) {
                throw EcsErrors.invalidParameter("The tag " + key + " contains invalid characters.");
            }
            if (seen.put(key, value) != null) {
                throw EcsErrors.invalidParameter(
                        "Duplicate tag keys found. Please note that Tag keys are " + "case-sensitive: " + key);
            }
        }
        checkNumber(tags.size());
    }

    /** Whether only AWS itself may set a tag of this key. */
    public static boolean isReserved(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:");
    }

    /** The refusal of a key that only AWS itself may set. */
    public static AwsError reserved() {
        return EcsErrors.invalidParameter("Tag keys beginning with 'aws:' are reserved for AWS use.");
    }

    /** Checks how many there are. */
    public static void checkNumber(int number) {
        if (number > 50) {
            throw EcsErrors.invalidParameter("Too many tags. A resource can have at most 50.");
        }
    }

    private void store(String arn, List<Tag> tags) {
        if (tags.isEmpty()) {
            drop(arn);
        }
        else {
            this.tables.tags().put(arn, ListTagsForResourceResponse.builder().tags(tags).build());
        }
    }

    private static Map<String, Tag> byKey(List<Tag> tags) {
        Map<String, Tag> map = new LinkedHashMap<>();
        tags.forEach((tag) -> map.put(tag.key(), tag));
        return map;
    }

}
