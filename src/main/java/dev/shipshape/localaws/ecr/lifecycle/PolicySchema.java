package dev.shipshape.localaws.ecr.lifecycle;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import dev.shipshape.localaws.ecr.lifecycle.LifecycleRule.TagStatus;
import dev.shipshape.localaws.ecr.shared.Constraints;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the text of a lifecycle policy may be (Amazon ECR user guide, "Lifecycle policy
 * template" and "Lifecycle policy properties"), in the words of AWS's refusals: those of
 * a JSON schema's validation.
 */
final class PolicySchema {

    private static final int MOST_CHARACTERS = 30720;

    private static final int MOST_RULES = 50;

    /** "There is a maximum limit of four wildcards (*) per string." */
    private static final int MOST_WILDCARDS = 4;

    /** Archived images stay at least that long (user guide, "Archiving an image"). */
    private static final int LEAST_DAYS_ARCHIVED = 90;

    private static final Set<String> STATUSES = Set.of("any", "tagged", "untagged");

    private static final Set<String> DAYS = Set.of("sinceImagePulled", "sinceImagePushed", "sinceImageTransitioned");

    private PolicySchema() {
    }

    /** The policy, if each rule by itself is one. */
    static JsonNode check(String text) {
        Constraints.length("lifecyclePolicyText", text, 1, MOST_CHARACTERS);
        JsonNode policy = parse(text);
        if (!policy.path("rules").isArray()) {
            throw SchemaWords.refused("object has missing required properties ([\"rules\"])");
        }
        SchemaWords.properties(policy, Set.of("rules"), Set.of("rules"));
        if (policy.path("rules").isEmpty()) {
            throw SchemaWords.refused("array is too short: must have at least 1 elements but instance has 0 elements");
        }
        if (policy.path("rules").size() > MOST_RULES) {
            throw SchemaWords.refused("array is too long: must have at most " + MOST_RULES
                    + " elements but instance has " + policy.path("rules").size() + " elements");
        }
        policy.path("rules").forEach(PolicySchema::checkRule);
        return policy;
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode policy = JsonMapper.shared().readTree(text);
            if (policy.isObject()) {
                return policy;
            }
        }
        catch (JacksonException ex) {
            throw SchemaWords.refused("Could not map policyString into LifecyclePolicy.");
        }
        throw SchemaWords.refused("Could not map policyString into LifecyclePolicy.");
    }

    private static void checkRule(JsonNode rule) {
        if (!rule.isObject()) {
            throw SchemaWords.refused("instance type (" + SchemaWords.type(rule)
                    + ") does not match any allowed primitive type (allowed: [\"object\"])");
        }
        SchemaWords.properties(rule, Set.of("rulePriority", "selection", "action"),
                Set.of("rulePriority", "description", "selection", "action"));
        SchemaWords.number(rule.path("rulePriority"), 1);
        checkAction(rule.path("action"));
        checkSelection(rule.path("selection"));
        boolean archives = rule.path("action").path("type").asString("").equals("transition");
        if (archives && rule.path("selection").path("storageClass").asString("standard").equals("archive")) {
            throw SchemaWords.refused("a rule that selects archived images cannot transition them");
        }
    }

    private static void checkAction(JsonNode action) {
        SchemaWords.properties(action, Set.of("type"), Set.of("type", "targetStorageClass"));
        SchemaWords.oneOf(action.path("type"), Set.of("expire", "transition"));
        boolean archives = action.path("type").asString("").equals("transition");
        if (archives != action.has("targetStorageClass")) {
            throw archives ? SchemaWords.refused("object has missing required properties ([\"targetStorageClass\"])")
                    : SchemaWords.refused("instance failed to match exactly one schema (matched 0 out of 2)");
        }
        if (archives) {
            SchemaWords.oneOf(action.path("targetStorageClass"), Set.of("archive"));
        }
    }

    private static void checkSelection(JsonNode selection) {
        SchemaWords.properties(selection, Set.of("tagStatus", "countType", "countNumber"), Set.of("tagStatus",
                "countType", "countNumber", "countUnit", "tagPatternList", "tagPrefixList", "storageClass"));
        SchemaWords.oneOf(selection.path("tagStatus"), STATUSES);
        String count = selection.path("countType").asString("");
        boolean byDays = DAYS.contains(count);
        if (!byDays && !count.equals("imageCountMoreThan")) {
            throw SchemaWords.refused("instance failed to match exactly one schema (matched 0 out of 4)");
        }
        if (selection.has("countUnit")) {
            SchemaWords.oneOf(selection.path("countUnit"), Set.of("days"));
        }
        if (byDays != selection.has("countUnit")) {
            throw byDays ? SchemaWords.refused("object has missing required properties ([\"countUnit\"])")
                    : SchemaWords.refused("instance failed to match exactly one schema (matched 0 out of 4)");
        }
        SchemaWords.number(selection.path("countNumber"),
                count.equals("sinceImageTransitioned") ? LEAST_DAYS_ARCHIVED : 1);
        if (selection.has("storageClass")) {
            SchemaWords.oneOf(selection.path("storageClass"), Set.of("archive", "standard"));
        }
        boolean archived = selection.path("storageClass").asString("standard").equals("archive");
        if (archived != count.equals("sinceImageTransitioned")) {
            throw SchemaWords.refused("instance failed to match exactly one schema (matched 0 out of 4)");
        }
        checkTags(selection);
    }

    private static void checkTags(JsonNode selection) {
        boolean patterns = !selection.path("tagPatternList").isEmpty();
        boolean prefixes = !selection.path("tagPrefixList").isEmpty();
        if (patterns && prefixes) {
            throw SchemaWords.refused("only one of tagPatternList and tagPrefixList can be specified in a rule");
        }
        boolean tagged = selection.path("tagStatus").asString("").equals("tagged");
        if (tagged && !patterns && !prefixes) {
            throw SchemaWords.refused("tagStatus 'tagged' requires a non-empty tagPrefixList or tagPatternList");
        }
        if (!tagged && (patterns || prefixes)) {
            throw SchemaWords.refused("tagPrefixList and tagPatternList must be omitted unless tagStatus is 'tagged'");
        }
        selection.path(patterns ? "tagPatternList" : "tagPrefixList").forEach((one) -> {
            if (!one.isString() || one.asString().isEmpty()) {
                throw SchemaWords.refused("instance type (" + SchemaWords.type(one)
                        + ") does not match any allowed primitive type (allowed: [\"string\"])");
            }
            if (one.asString().chars().filter((character) -> character == '*').count() > MOST_WILDCARDS) {
                throw SchemaWords.refused("a tag pattern can have at most " + MOST_WILDCARDS + " wildcards");
            }
        });
    }

    /**
     * What rules may not be to one another; they come in the order of their priorities.
     */
    static void check(List<LifecycleRule> rules) {
        Set<Integer> priorities = new HashSet<>();
        Set<String> selections = new HashSet<>();
        for (LifecycleRule rule : rules) {
            if (!priorities.add(rule.priority())) {
                throw SchemaWords
                    .refused("rulePriority must be unique: " + rule.priority() + " is used more than once");
            }
            String what = rule.archived() + " " + rule.tags() + " " + new TreeSet<>(rule.patterns());
            if (!selections.add(what)) {
                throw (rule.tags() == TagStatus.TAGGED)
                        ? SchemaWords.refused("the set of rules must contain a unique set of tag prefixes and patterns")
                        : SchemaWords.refused("only one rule can have tagStatus '"
                                + rule.tags().name().toLowerCase(Locale.ROOT) + "'");
            }
        }
        boolean anyIsNotLast = rules.stream()
            .limit(Math.max(0, rules.size() - 1))
            .anyMatch((rule) -> rule.tags() == TagStatus.ANY && rules.stream()
                .anyMatch((later) -> later.priority() > rule.priority() && later.archived() == rule.archived()));
        if (anyIsNotLast) {
            throw SchemaWords
                .refused("a rule with tagStatus 'any' must have the highest rulePriority and be evaluated last");
        }
    }

}
