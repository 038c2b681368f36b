package dev.shipshape.cleanup.reminders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;

/**
 * Writes whose something is and when it is to go onto AWS, as tags, so that both outlive
 * our database. What AWS does not tag is told; our own date holds anyway.
 */
@Component
class Marks {

    /** TagResources takes so many ARNs a call. */
    private static final int MOST = 20;

    private final ActionLog actions;

    private final AwsClients clients;

    private final Connections connections;

    Marks(ActionLog actions, AwsClients clients, Connections connections) {
        this.actions = actions;
        this.clients = clients;
        this.connections = connections;
    }

    /**
     * Writes the tags of entries, one action for each call.
     * @return what AWS did not take, each a sentence
     */
    List<String> write(Collection<LedgerEntry> entries) {
        List<String> remarks = new ArrayList<>();
        Map<Call, List<LedgerEntry>> calls = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            Connection connection = this.connections.find(entry.getConnection()).orElse(null);
            Instant expires = entry.getExpiresAt();
            if (connection == null || expires == null || !isTaggable(entry.resource())) {
                remarks.add(entry.resource().name() + " takes no such tag on AWS; the date stands here alone.");
            }
            else {
                calls
                    .computeIfAbsent(
                            new Call(connection.in(entry.getRegion()), Change.marks(entry.getPerson(), expires)),
                            (call) -> new ArrayList<>())
                    .add(entry);
            }
        }
        calls.forEach((call, all) -> {
            for (int from = 0; from < all.size(); from += MOST) {
                remarks.addAll(tag(call, all.subList(from, Math.min(from + MOST, all.size()))));
            }
        });
        return remarks;
    }

    /**
     * An image has its repository's tags, and roles are tagged by IAM alone.
     */
    private static boolean isTaggable(Resource resource) {
        return !resource.arn().contains("@") && resource.arn().matches("arn:[^:]+:(?!iam:)[^:]+:[^:]*:[^:]*:.+");
    }

    private List<String> tag(Call call, List<LedgerEntry> entries) {
        List<String> arns = entries.stream().map((entry) -> entry.resource().arn()).toList();
        TagResourcesRequest request = TagResourcesRequest.builder()
            .resourceARNList(arns)
            .tags(new TreeMap<>(call.tags()))
            .build();
        Resource first = entries.get(0).resource();
        String name = (entries.size() == 1) ? first.name() : first.name() + " and " + (entries.size() - 1) + " more";
        Change change = Change.of(call.connection(), Verb.UPDATE, first.kind(), name).on(first.arn()).by(request);
        String scope = first.scope();
        try {
            return this.actions.run((scope != null) ? change.in(scope) : change, () -> {
                Map<String, FailureInfo> failed = this.clients.tagging(call.connection())
                    .tagResources(request)
                    .failedResourcesMap();
                List<String> remarks = entries.stream()
                    .filter((entry) -> failed.containsKey(entry.resource().arn()))
                    .map((entry) -> remark(entry, failed.get(entry.resource().arn())))
                    .toList();
                Outcome<List<String>> outcome = Outcome.of(remarks);
                return remarks.isEmpty() ? outcome : outcome.note(String.join(" ", remarks));
            });
        }
        catch (Problem problem) {
            return List.of("AWS did not take the tags (" + problem.what() + ") The date stands here alone.");
        }
    }

    private static String remark(LedgerEntry entry, @Nullable FailureInfo failure) {
        return entry.resource().name() + " was not tagged on AWS ("
                + ((failure != null) ? failure.errorMessage() : "no reason given") + "); the date stands here alone.";
    }

    private record Call(Connection connection, Map<String, String> tags) {
    }

}
