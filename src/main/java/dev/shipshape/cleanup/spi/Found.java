package dev.shipshape.cleanup.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import dev.shipshape.audit.spi.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Something that a look at AWS showed, whoever made it.
 *
 * @param resource the resource, with the facts that its price depends on
 * @param partOf the ARN of what keeps it, such as a task's service: it is priced as a
 * part of that and removed with it; null where it stands by itself
 * @param billedFrom since when AWS bills it, such as the pull of a task's image; null
 * where AWS does not say, which means since it was made or seen first
 * @param billedUntil when AWS stopped billing it, for what is over and still shown; null
 * while it stands
 * @param tags its tags, where the look told them; empty otherwise
 * @param uses names or ARNs of what it uses, by the key of their kind, such as the log
 * groups of a task definition
 */
public record Found(Resource resource, @Nullable String partOf, @Nullable Instant billedFrom,
        @Nullable Instant billedUntil, Map<String, String> tags, Map<String, Set<String>> uses) {

    /** Something that stands by itself, is billed since it was made and uses nothing. */
    public static Found of(Resource resource) {
        return new Found(resource, null, null, null, Map.of(), Map.of());
    }

    /** The same, with these tags. */
    public Found tagged(Map<String, String> tags) {
        return new Found(this.resource, this.partOf, this.billedFrom, this.billedUntil, tags, this.uses);
    }

    /** The same, using these. */
    public Found using(Map<String, Set<String>> uses) {
        return new Found(this.resource, this.partOf, this.billedFrom, this.billedUntil, this.tags, uses);
    }

    /** The same, kept by another resource. */
    public Found partOf(@Nullable String arn) {
        return new Found(this.resource, arn, this.billedFrom, this.billedUntil, this.tags, this.uses);
    }

    /** The same, billed for this time. */
    public Found billed(@Nullable Instant from, @Nullable Instant until) {
        return new Found(this.resource, this.partOf, from, until, this.tags, this.uses);
    }

    /** Whether it is over, and shown only for a while. */
    public boolean over() {
        return this.billedUntil != null;
    }

}
