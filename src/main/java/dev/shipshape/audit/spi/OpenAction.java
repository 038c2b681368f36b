package dev.shipshape.audit.spi;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An action whose outcome is not known, because the reply was lost or the process ended.
 *
 * @param id the action's id; what it made carries it as the tag {@code shipshape:action}
 * or, where it is a task, names it as the one who started it
 * @param verb what it does
 * @param kind the key of the kind of resource
 * @param name the resource's name, as the person gave it
 * @param scope the name of what it lies in; null for none
 * @param arn the resource's ARN where it was known before the call
 * @param command the equivalent command
 * @param startedAt when the intent was written
 */
public record OpenAction(String id, Verb verb, String kind, String name, @Nullable String scope, @Nullable String arn,
        String command, Instant startedAt) {
}
