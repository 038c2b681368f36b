package dev.shipshape.registry.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a rule can say (ECR user guide, "Lifecycle policy properties"), in AWS's words and
 * in ours.
 */
final class PolicyChoices {

    static final Map<String, String> TAG_STATUSES = ordered("untagged", "untagged ones", "tagged",
            "tagged ones, by their tags", "any", "all");

    static final Map<String, String> MATCHES = ordered("patterns", "patterns with *", "prefixes", "prefixes");

    static final Map<String, String> COUNT_TYPES = ordered("sinceImagePushed", "so many days after the push",
            "imageCountMoreThan", "more than so many images", "sinceImagePulled", "not pulled for so many days",
            "sinceImageTransitioned", "so many days in the archive");

    static final Map<String, String> ACTIONS = ordered("expire", "delete them", "transition",
            "move them to the archive");

    private PolicyChoices() {
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put(pairs[at], pairs[at + 1]);
        }
        return map;
    }

}
