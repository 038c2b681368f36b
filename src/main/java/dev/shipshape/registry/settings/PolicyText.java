package dev.shipshape.registry.settings;

import java.util.Objects;

import dev.shipshape.registry.Repository;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A repository's policy as it is typed.
 *
 * @param text the policy, JSON
 * @param force whether it may forbid to set another one
 */
record PolicyText(String text, @Nullable Boolean force) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    PolicyText {
        text = Objects.requireNonNullElse(text, "");
    }

    /** A usual one: another account may pull. */
    static PolicyText example(Repository repository) {
        String account = repository.arn().split(":", -1).length > 4 ? repository.arn().split(":", -1)[4] : "";
        return new PolicyText("""
                {
                  "Version" : "2012-10-17",
                  "Statement" : [ {
                    "Sid" : "Pull",
                    "Effect" : "Allow",
                    "Principal" : { "AWS" : "arn:aws:iam::%s:root" },
                    "Action" : [ "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability" ]
                  } ]
                }""".formatted(account), false);
    }

    static PolicyText of(String text) {
        try {
            return new PolicyText(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(text)), false);
        }
        catch (JacksonException ex) {
            return new PolicyText(text, false);
        }
    }

    /**
     * Checks what AWS would only refuse in general words.
     * @throws Problem about the text
     */
    void check() {
        JsonNode policy;
        try {
            policy = JSON.readTree(this.text);
        }
        catch (JacksonException ex) {
            throw Problem.ofField("text", "This is no JSON: " + ex.getOriginalMessage());
        }
        JsonNode statements = policy.path("Statement");
        if (statements.isEmpty()) {
            throw Problem.ofField("text", "A policy has at least one “Statement”.");
        }
        for (JsonNode statement : statements.isArray() ? statements : JSON.createArrayNode().add(statements)) {
            for (String member : new String[] { "Effect", "Principal", "Action" }) {
                if (!statement.has(member) && !statement.has("Not" + member)) {
                    throw Problem.ofField("text", "Each statement has “" + member + "”; one has none.");
                }
            }
        }
    }

}
