package dev.shipshape.localaws.ecr.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A resource policy (IAM user guide, "IAM JSON policy element reference").
 *
 * @param json what was given
 */
public record PolicyText(JsonNode json) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** AWS gives policies back as its own JSON writer indents them. */
    private static final ObjectWriter INDENTED = JSON.writer()
        .with(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private static final Set<String> TOP = Set.of("Version", "Id", "Statement");

    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");

    private static final Set<String> MEMBERS = Set.of("Sid", "Effect", "Principal", "NotPrincipal", "Action",
            "NotAction", "Resource", "NotResource", "Condition");

    private static final int MOST_CHARACTERS = 10240;

    /**
     * Reads a policy.
     * @param kind {@code repository} or {@code registry}, for the refusal
     */
    public static PolicyText read(String text, String kind) {
        Constraints.length("policyText", text, 0, MOST_CHARACTERS);
        try {
            JsonNode json = JSON.readTree(text);
            if (isPolicy(json)) {
                return new PolicyText(json);
            }
        }
        catch (JacksonException ex) {
            throw EcrErrors.invalid("PolicyText", "Invalid " + kind + " policy provided");
        }
        throw EcrErrors.invalid("PolicyText", "Invalid " + kind + " policy provided");
    }

    private static boolean isPolicy(JsonNode json) {
        if (!json.isObject() || !TOP.containsAll(json.propertyNames())
                || (json.has("Version") && !VERSIONS.contains(json.path("Version").asString("")))) {
            return false;
        }
        List<JsonNode> statements = statements(json);
        return !statements.isEmpty() && statements.stream().allMatch(PolicyText::isStatement);
    }

    private static List<JsonNode> statements(JsonNode json) {
        return many(json.path("Statement"));
    }

    private static List<JsonNode> many(JsonNode oneOrMany) {
        List<JsonNode> all = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(all::add);
        }
        else if (!oneOrMany.isMissingNode()) {
            all.add(oneOrMany);
        }
        return all;
    }

    private static boolean isStatement(JsonNode statement) {
        if (!statement.isObject() || !MEMBERS.containsAll(statement.propertyNames())) {
            return false;
        }
        String effect = statement.path("Effect").asString("");
        return (effect.equals("Allow") || effect.equals("Deny"))
                && (isPrincipal(statement.path("Principal")) != isPrincipal(statement.path("NotPrincipal")))
                && (hasTexts(statement, "Action") != hasTexts(statement, "NotAction"))
                && (!statement.has("Resource") || hasTexts(statement, "Resource"))
                && (!statement.has("Condition") || statement.path("Condition").isObject());
    }

    private static boolean isPrincipal(JsonNode principal) {
        return principal.asString("").equals("*") || (principal.isObject() && !principal.isEmpty());
    }

    private static boolean hasTexts(JsonNode statement, String member) {
        List<JsonNode> texts = many(statement.path(member));
        return !texts.isEmpty() && texts.stream().allMatch(JsonNode::isString);
    }

    /** All actions that it allows or denies. */
    public List<String> actions() {
        return statements(this.json).stream()
            .flatMap((statement) -> many(statement.path("Action")).stream())
            .map(JsonNode::asString)
            .toList();
    }

    /** Whether each statement says which resources it is about. */
    public boolean namesResources() {
        return statements(this.json).stream().allMatch((statement) -> hasTexts(statement, "Resource"));
    }

    /** Whether it denies this action to everybody, so that nobody could do it again. */
    public boolean deniesToAll(String action) {
        return statements(this.json).stream()
            .anyMatch((statement) -> statement.path("Effect").asString("").equals("Deny") && !statement.has("Condition")
                    && isEverybody(statement.path("Principal"))
                    && many(statement.path("Action")).stream().anyMatch((denied) -> covers(denied.asString(), action)));
    }

    private static boolean isEverybody(JsonNode principal) {
        return principal.asString("").equals("*")
                || many(principal.path("AWS")).stream().anyMatch((one) -> one.asString("").equals("*"));
    }

    private static boolean covers(String pattern, String action) {
        return Wildcards.fits(pattern, action);
    }

    /** The text as AWS gives it back. */
    public String indented() {
        return INDENTED.writeValueAsString(this.json);
    }

}
