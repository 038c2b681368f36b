package dev.shipshape.cost;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that a look at AWS showed, as the {@link Meter} is told of it.
 *
 * @param kind the key of its kind, such as {@code task}
 * @param name what a person calls it
 * @param scope the name of the cluster that it lies in; null for none
 * @param arn AWS's name of it
 * @param createdAt when AWS says that it was made; null where AWS does not say
 * @param partOf the ARN of what it counts as a part of, such as a task's service; null
 * where it stands by itself
 * @param person whose it is; empty where nobody knows
 * @param lab the lab that it was made in; null for none
 * @param from since when AWS bills it, such as the pull of a task's image; null where AWS
 * does not say, which means since it was made or seen first
 * @param until when AWS stopped billing it; null while it stands
 * @param facts what its price depends on, those of a {@link Billable}
 */
public record Usage(String kind, String name, @Nullable String scope, String arn, @Nullable Instant createdAt,
        @Nullable String partOf, String person, @Nullable String lab, @Nullable Instant from, @Nullable Instant until,
        Map<String, String> facts) {

    /** The same, of someone else. */
    Usage of(String person, @Nullable String lab) {
        return new Usage(this.kind, this.name, this.scope, this.arn, this.createdAt, this.partOf, person, lab,
                this.from, this.until, this.facts);
    }

}
