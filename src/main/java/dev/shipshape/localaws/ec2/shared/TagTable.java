package dev.shipshape.localaws.ec2.shared;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The tags of everything in EC2, by region and id: at most 50, keys to 127 characters,
 * values to 255 (EC2 user guide, "Tag restrictions").
 */
public final class TagTable {

    private static final int MOST = 50;

    private final Table<Tagged> table;

    public TagTable(Store store) {
        this.table = store.records("ec2.tags", Tagged.class);
    }

    /** The tags of a thing, by key; none if it has none. */
    public List<Tag> of(String region, String id) {
        return this.table.find(region + "/" + id).map(Tagged::list).orElse(List.of());
    }

    /** Everything in the region that has tags. */
    public List<Tagged> all(String region) {
        return this.table.startingWith(region + "/");
    }

    /** Adds tags to a thing, over those with the same key. */
    public void add(String region, String id, Collection<Tag> tags) {
        if (tags.isEmpty()) {
            return;
        }
        check(tags);
        Map<String, String> merged = new TreeMap<>(
                this.table.find(region + "/" + id).map(Tagged::tags).orElse(Map.of()));
        tags.forEach((tag) -> merged.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
        if (merged.size() > MOST) {
            throw new AwsError("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
        }
        this.table.put(region + "/" + id, new Tagged(id, merged));
    }

    /** Adds the tags that a call has for things of this type. */
    public void add(String region, String id, String type, List<TagSpecification> specifications) {
        specifications.stream()
            .filter((specification) -> type.equals(specification.resourceTypeAsString()))
            .forEach((specification) -> add(region, id, specification.tags()));
    }

    /** Refuses tags for things that the call does not make. */
    public static void checkTypes(List<TagSpecification> specifications, String... types) {
        for (TagSpecification specification : specifications) {
            String type = specification.resourceTypeAsString();
            if (type == null || type.isEmpty()) {
                throw Ec2Errors.invalidValue("Tag specification resource type must have a value");
            }
            if (specification.tags().isEmpty()) {
                throw Ec2Errors.invalidValue("Tag specification must have at least one tag");
            }
            if (ResourceType.fromValue(type) == ResourceType.UNKNOWN_TO_SDK_VERSION || !List.of(types).contains(type)) {
                throw Ec2Errors
                    .invalidValue("'" + type + "' is not a valid taggable resource type for this operation.");
            }
        }
    }

    /**
     * Takes a tag away.
     * @param value the value that the tag must have for that, or null for any
     */
    public void remove(String region, String id, String key, @Nullable String value) {
        this.table.find(region + "/" + id).ifPresent((tagged) -> {
            Map<String, String> left = new TreeMap<>(tagged.tags());
            if (value == null || value.equals(left.get(key))) {
                left.remove(key);
            }
            if (left.isEmpty()) {
                this.table.remove(region + "/" + id);
            }
            else {
                this.table.put(region + "/" + id, new Tagged(id, left));
            }
        });
    }

    /** Forgets the tags of what is gone. */
    public void forget(String region, String id) {
        this.table.remove(region + "/" + id);
    }

    private static void check(Collection<Tag> tags) {
        for (Tag tag : tags) {
            String key = (tag.key() != null) ? tag.key() : "";
            if (key.isEmpty()) {
                throw Ec2Errors.invalidValue("Tag key must not be empty");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Ec2Errors.invalidValue(
                        "Value ( " + key + " ) for parameter key is invalid. Tag keys starting with 'aws:' are "
                                + "reserved for internal use");
            }
            if (key.length() > 127) {
                throw Ec2Errors.invalidValue("Tag key exceeds the maximum length of 127 characters");
            }
            if (tag.value() != null && tag.value().length() > 255) {
                throw Ec2Errors.invalidValue("Tag value exceeds the maximum length of 255 characters");
            }
        }
    }

    /**
     * The tags of a thing.
     *
     * @param id its id
     * @param tags its tags, never empty
     */
    public record Tagged(String id, Map<String, String> tags) {

        /** The tags as EC2 shows them, by key. */
        public List<Tag> list() {
            return new TreeMap<>(this.tags).entrySet()
                .stream()
                .map((entry) -> Tag.builder().key(entry.getKey()).value(entry.getValue()).build())
                .toList();
        }

    }

}
