package dev.shipshape.clusters.tags;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.web.OwnTags;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;

/**
 * Changes the tags of what stands in ECS, but those that {@link OwnTags} leaves alone.
 */
@Component
public class Tags {

    private final AwsClients clients;

    private final ActionLog actions;

    Tags(AwsClients clients, ActionLog actions) {
        this.clients = clients;
        this.actions = actions;
    }

    /**
     * Makes a person's own tags those that were typed.
     * @param field the form field with the lines
     * @param lines a line each, {@code key=value}
     * @return whether anything was changed
     * @throws Problem about the field if a line is wrong, or if AWS refuses
     */
    public boolean change(Connection connection, Tagged tagged, String field, String lines) {
        Map<String, String> wanted = OwnTags.parse(field, lines);
        Map<String, String> before = OwnTags.own(tagged.tags());
        Map<String, String> set = new TreeMap<>(wanted);
        set.entrySet().removeIf((tag) -> tag.getValue().equals(before.get(tag.getKey())));
        List<String> gone = before.keySet().stream().filter((key) -> !wanted.containsKey(key)).toList();
        if (!gone.isEmpty()) {
            remove(connection, tagged, gone);
        }
        if (!set.isEmpty()) {
            put(connection, tagged, set);
        }
        return !gone.isEmpty() || !set.isEmpty();
    }

    /**
     * Sets tags; the others stay.
     * @throws Problem if AWS refuses
     */
    public void put(Connection connection, Tagged tagged, Map<String, String> tags) {
        TagResourceRequest request = TagResourceRequest.builder()
            .resourceArn(tagged.arn())
            .tags(tags.entrySet()
                .stream()
                .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
            .build();
        this.actions.run(change(connection, tagged).by(request), () -> {
            this.clients.ecs(connection).tagResource(request);
            return Outcome.of(tagged);
        });
    }

    /**
     * Takes tags away.
     * @throws Problem if AWS refuses
     */
    public void remove(Connection connection, Tagged tagged, List<String> keys) {
        UntagResourceRequest request = UntagResourceRequest.builder().resourceArn(tagged.arn()).tagKeys(keys).build();
        this.actions.run(change(connection, tagged).by(request), () -> {
            this.clients.ecs(connection).untagResource(request);
            return Outcome.of(tagged);
        });
    }

    private static Change change(Connection connection, Tagged tagged) {
        Change change = Change.of(connection, Verb.UPDATE, tagged.kind(), tagged.name()).on(tagged.arn());
        String scope = tagged.scope();
        return (scope != null) ? change.in(scope) : change;
    }

}
