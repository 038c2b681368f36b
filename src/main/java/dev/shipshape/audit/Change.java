package dev.shipshape.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsCommand;
import dev.shipshape.aws.Connection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A change that is about to be asked for: what the action log writes down before the
 * call. Its id is new, stands on everything that the change makes, and serves as the
 * call's idempotency token (36 characters).
 *
 * @param id the action's id
 * @param connection where
 * @param verb what is done
 * @param kind the key of the kind of resource
 * @param name the resource's name
 * @param scope the name of what it lies in, such as the cluster; null for none
 * @param arn the resource's ARN where it is known before the call
 * @param command the equivalent command
 * @param tags what a resource that it makes carries: {@link #TAG} and, where
 * {@link ActionLog#making} began the change, {@link #OWNER} and {@link #EXPIRES}
 */
public record Change(String id, Connection connection, Verb verb, String kind, String name, @Nullable String scope,
        @Nullable String arn, String command, Map<String, String> tags) {

    /** The AWS tag that tells which action made a resource. */
    public static final String TAG = "shipshape:action";

    /** The AWS tag that tells who made a resource, so that it outlives our database. */
    public static final String OWNER = "shipshape:owner";

    /** The AWS tag that tells when a resource is to go, in ISO 8601. */
    public static final String EXPIRES = "shipshape:expires";

    /** A change of a resource that lies in nothing else. */
    public static Change of(Connection connection, Verb verb, String kind, String name) {
        String id = UUID.randomUUID().toString();
        return new Change(id, connection, verb, kind, name, null, null, "", Map.of(TAG, id));
    }

    /** The same change under an id that was chosen, and written down, before. */
    public Change as(String id) {
        Map<String, String> tags = new TreeMap<>(this.tags);
        tags.put(TAG, id);
        return new Change(id, this.connection, this.verb, this.kind, this.name, this.scope, this.arn, this.command,
                Map.copyOf(tags));
    }

    /**
     * The same change, whose resources tell on AWS whose they are and when they are to
     * go.
     * @param owner the person's name
     * @param expires when; null for no such time
     */
    Change marked(String owner, @Nullable Instant expires) {
        Map<String, String> tags = new TreeMap<>(this.tags);
        tags.putAll(marks(owner, expires));
        return new Change(this.id, this.connection, this.verb, this.kind, this.name, this.scope, this.arn, this.command,
                Map.copyOf(tags));
    }

    /**
     * The AWS tags that tell whose something is and when it is to go.
     * @param owner the person's name; empty where nobody knows
     * @param expires when; null for no such time
     */
    public static Map<String, String> marks(String owner, @Nullable Instant expires) {
        Map<String, String> tags = new TreeMap<>();
        if (!owner.isEmpty()) {
            tags.put(OWNER, owner.replaceAll("[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]", "_"));
        }
        if (expires != null) {
            tags.put(EXPIRES, expires.toString());
        }
        return Map.copyOf(tags);
    }

    /**
     * The same change, whose resources carry a person's own tags too, in front. A time to
     * go that the person wrote wins over ours.
     */
    public Change tagged(Map<String, String> own) {
        Map<String, String> tags = new LinkedHashMap<>(own);
        this.tags.forEach((key, value) -> {
            if (!key.equals(EXPIRES) || !own.containsKey(EXPIRES)) {
                tags.put(key, value);
            }
        });
        return new Change(this.id, this.connection, this.verb, this.kind, this.name, this.scope, this.arn, this.command,
                Collections.unmodifiableMap(tags));
    }

    /**
     * When what it makes is to go; null for no such time, or for one that a person wrote
     * in another way.
     */
    @Nullable Instant expires() {
        String expires = this.tags.get(EXPIRES);
        try {
            return (expires != null) ? Instant.parse(expires) : null;
        }
        catch (DateTimeParseException ex) {
            return null;
        }
    }

    /** The same change, in a cluster or whatever the resource lies in. */
    public Change in(String scope) {
        return new Change(this.id, this.connection, this.verb, this.kind, this.name, scope, this.arn, this.command,
                this.tags);
    }

    /** The same change, of a resource whose ARN is known. */
    public Change on(String arn) {
        return new Change(this.id, this.connection, this.verb, this.kind, this.name, this.scope, arn, this.command,
                this.tags);
    }

    /** The same change, asked for by this request. */
    public Change by(SdkRequest request) {
        return command(AwsCommand.of(this.connection, request));
    }

    /** The same change, with this equivalent command. */
    public Change command(String command) {
        return new Change(this.id, this.connection, this.verb, this.kind, this.name, this.scope, this.arn, command,
                this.tags);
    }

    /**
     * What goes into RunTask's {@code startedBy}:
     * {@code shipshape/<action-id>/<slug of the person>}, at most 128 of
     * {@code [A-Za-z0-9-/_]}.
     * @param person who runs the task
     * @return the value
     */
    public String startedBy(String person) {
        String slug = person.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String value = "shipshape/" + this.id + "/" + slug;
        return value.substring(0, Math.min(value.length(), 128));
    }

}
