package dev.shipshape.cleanup.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.shipshape.audit.Change;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Finder;
import dev.shipshape.cleanup.spi.Finder.Phase;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Looks at one region: every kind, phase by phase, kinds of one phase side by side. A
 * kind that AWS does not let us look into is named and keeps none of the others back.
 */
@Component
class Lookout {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private final List<Finder> finders;

    private final AwsClients clients;

    private final SharedReads reads;

    Lookout(List<Finder> finders, AwsClients clients, SharedReads reads) {
        this.finders = finders;
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * What stands in the connection's region, asked of AWS now.
     * @param known the names of what the ledger knows to stand there, by the key of its
     * kind
     */
    Look at(Connection place, Map<String, Set<String>> known) {
        Survey survey = Survey.knowing(known);
        Set<String> kinds = new LinkedHashSet<>();
        List<String> unseen = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            Survey before = survey;
            List<Finder> turn = this.finders.stream().filter((finder) -> finder.phase() == phase).toList();
            for (Answer answer : this.reads.each(turn, (finder) -> ask(finder, place, before))) {
                if (answer.problem() != null) {
                    unseen.add(plural(answer.finder().word()) + ": " + answer.problem());
                }
                else {
                    kinds.add(answer.finder().key());
                    survey = survey.and(answer.found());
                }
            }
            if (!unseen.isEmpty() && kinds.isEmpty()) {
                return new Look(List.of(), Set.of(), List.of(unseen.get(0).replaceFirst("^[^:]+: ", "")));
            }
        }
        return new Look(tagged(place, survey.found(), unseen), Set.copyOf(kinds), List.copyOf(unseen));
    }

    private static Answer ask(Finder finder, Connection place, Survey survey) {
        try {
            return new Answer(finder, finder.find(place, survey), null);
        }
        catch (Problem problem) {
            return new Answer(finder, List.of(), words(problem));
        }
        catch (software.amazon.awssdk.core.exception.SdkException ex) {
            return new Answer(finder, List.of(), words(dev.shipshape.aws.AwsErrors.problem(ex)));
        }
        catch (RuntimeException ex) {
            LOG.error("Looking for {} in {} failed", finder.key(), place.region(), ex);
            return new Answer(finder, List.of(), "Something went wrong in Shipshape itself; its log says more.");
        }
    }

    /** What was denied is named with AWS's own words, which tell the action to allow. */
    private static String words(Problem problem) {
        String original = problem.original();
        return (problem.code() != null && original != null) ? problem.what() + " (" + original + ")" : problem.what();
    }

    private static String plural(String word) {
        String many = word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word + "s";
        return Character.toUpperCase(many.charAt(0)) + many.substring(1);
    }

    /** Our tags of all that was found, by two reads of the whole region. */
    private List<Found> tagged(Connection place, List<Found> found, List<String> unseen) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        try {
            for (String key : Arrays.asList(Change.OWNER, Change.EXPIRES)) {
                GetResourcesRequest request = GetResourcesRequest.builder()
                    .tagFilters(TagFilter.builder().key(key).build())
                    .build();
                this.reads
                    .fresh(() -> this.clients.tagging(place)
                        .getResourcesPaginator(request)
                        .resourceTagMappingList()
                        .stream()
                        .toList())
                    .forEach((told) -> tags.put(told.resourceARN(), tags(told)));
            }
        }
        catch (Problem problem) {
            unseen.add("Tags: " + words(problem));
        }
        return found.stream().map((one) -> {
            Map<String, String> all = new TreeMap<>(tags.getOrDefault(one.resource().arn(), Map.of()));
            all.putAll(one.tags());
            return one.tagged(all);
        }).toList();
    }

    private static Map<String, String> tags(ResourceTagMapping told) {
        return told.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value, (a, b) -> a));
    }

    private record Answer(Finder finder, List<Found> found, @Nullable String problem) {
    }

}
