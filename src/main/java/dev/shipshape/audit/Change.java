package dev.shipshape.audit;

import java.util.Locale;
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
 */
public record Change(String id, Connection connection, Verb verb, String kind, String name, @Nullable String scope,
        @Nullable String arn, String command) {

    /** The AWS tag that tells which action made a resource. */
    public static final String TAG = "shipshape:action";

    /** A change of a resource that lies in nothing else. */
    public static Change of(Connection connection, Verb verb, String kind, String name) {
        return new Change(UUID.randomUUID().toString(), connection, verb, kind, name, null, null, "");
    }

    /** The same change, in a cluster or whatever the resource lies in. */
    public Change in(String scope) {
        return new Change(this.id, this.connection, this.verb, this.kind, this.name, scope, this.arn, this.command);
    }

    /** The same change, of a resource whose ARN is known. */
    public Change on(String arn) {
        return new Change(this.id, this.connection, this.verb, this.kind, this.name, this.scope, arn, this.command);
    }

    /** The same change, asked for by this request. */
    public Change by(SdkRequest request) {
        return command(AwsCommand.of(this.connection, request));
    }

    /** The same change, with this equivalent command. */
    public Change command(String command) {
        return new Change(this.id, this.connection, this.verb, this.kind, this.name, this.scope, this.arn, command);
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
