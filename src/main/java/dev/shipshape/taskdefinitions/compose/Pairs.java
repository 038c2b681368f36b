package dev.shipshape.taskdefinitions.compose;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.shipshape.taskdefinitions.carry.Members;
import tools.jackson.databind.JsonNode;

/** Names with values, which Compose has as a map or as a list of {@code KEY=value}. */
final class Pairs {

    private Pairs() {
    }

    /**
     * Takes them.
     * @param members what they are a member of
     * @param name the member's name
     * @param without why a name without a value is lost
     * @return the pairs in their order
     */
    static Map<String, String> of(Members members, String name, String without) {
        Map<String, String> pairs = new LinkedHashMap<>();
        JsonNode said = members.take(name);
        if (said.isArray()) {
            for (JsonNode item : said) {
                String line = item.asString("");
                int equals = line.indexOf('=');
                if (equals > 0) {
                    pairs.put(line.substring(0, equals), line.substring(equals + 1));
                }
                else {
                    members.lose(name + "." + line, sentence(without));
                }
            }
            return pairs;
        }
        said.properties().forEach((pair) -> {
            if (pair.getValue().isNull() || pair.getValue().isContainer() || pair.getKey().isBlank()) {
                members.lose(name + "." + pair.getKey(), sentence(without));
            }
            else {
                pairs.put(pair.getKey(), pair.getValue().asString(""));
            }
        });
        if (!said.isMissingNode() && !said.isContainer()) {
            members.lose(name, "It is not written as names with values.");
        }
        return pairs;
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

}
