package dev.shipshape.localaws.ecr.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * A lifecycle policy (Amazon ECR user guide, "Lifecycle policy properties").
 *
 * @param text as ECR gives it back
 * @param rules in the order in which they are applied
 */
record LifecyclePolicy(String text, List<LifecycleRule> rules) {

    /** Reads a policy, or refuses it as ECR does. */
    static LifecyclePolicy read(String text) {
        JsonNode json = PolicySchema.check(text);
        List<LifecycleRule> rules = new ArrayList<>();
        json.path("rules").forEach((rule) -> rules.add(rule(rule)));
        rules.sort(Comparator.comparing(LifecycleRule::priority));
        PolicySchema.check(rules);
        return new LifecyclePolicy(json.toString(), List.copyOf(rules));
    }

    private static LifecycleRule rule(JsonNode rule) {
        JsonNode selection = rule.path("selection");
        List<String> patterns = new ArrayList<>();
        selection.path("tagPatternList").forEach((pattern) -> patterns.add(pattern.asString()));
        selection.path("tagPrefixList").forEach((prefix) -> patterns.add(prefix.asString() + "*"));
        return new LifecycleRule(rule.path("rulePriority").asInt(),
                LifecycleRule.written(LifecycleRule.TagStatus.class, selection.path("tagStatus").asString()),
                List.copyOf(patterns), selection.path("storageClass").asString("standard").equals("archive"),
                LifecycleRule.Count.of(selection.path("countType").asString()), selection.path("countNumber").asInt(),
                LifecycleRule.written(LifecycleRule.Action.class, rule.path("action").path("type").asString()));
    }

}
