package dev.shipshape.localaws.iam;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.AwsError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What IAM asks of the documents of policies (IAM user guide, "Policy grammar"): those
 * that say what may be done, and those that say who may assume a role. What they allow is
 * never evaluated here.
 */
final class PolicyDocuments {

    private static final Set<String> TOP = Set.of("Version", "Id", "Statement");

    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");

    private static final Set<String> MEMBERS = Set.of("Sid", "Effect", "Principal", "NotPrincipal", "Action",
            "NotAction", "Resource", "NotResource", "Condition");

    private static final Pattern ACTION = Pattern.compile("\\*|[a-zA-Z0-9-]+:[^\\s]+");

    private PolicyDocuments() {
    }

    /** Checks a document that says what may be done. */
    static void checkIdentity(String document) {
        for (JsonNode statement : statements(document, "Syntax errors in policy.")) {
            if (statement.has("Principal") || statement.has("NotPrincipal")) {
                throw IamErrors.malformedPolicy("Policy document should not specify a principal.");
            }
            if (statement.has("Action") == statement.has("NotAction")) {
                throw statement.has("Action") ? IamErrors.malformedPolicy("Syntax errors in policy.")
                        : IamErrors.malformedPolicy("Policy statement must contain actions.");
            }
            if (statement.has("Resource") == statement.has("NotResource")) {
                throw statement.has("Resource") ? IamErrors.malformedPolicy("Syntax errors in policy.")
                        : IamErrors.malformedPolicy("Policy statement must contain resources.");
            }
            texts(statement.has("Action") ? statement.get("Action") : statement.get("NotAction"))
                .forEach((action) -> checkAction(action));
            texts(statement.has("Resource") ? statement.get("Resource") : statement.get("NotResource"))
                .forEach((resource) -> checkResource(resource));
        }
    }

    private static void checkAction(String action) {
        if (!ACTION.matcher(action).matches()) {
            throw IamErrors
                .malformedPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
    }

    private static void checkResource(String resource) {
        if (!resource.equals("*") && !resource.matches("arn:[^:]*:[^:]*:[^:]*:[^:]*:.+|arn:\\*.*")) {
            throw IamErrors.malformedPolicy("Resource " + resource + " must be in ARN format or \"*\".");
        }
    }

    /** Checks a document that says who may assume a role. */
    static void checkTrust(String document) {
        for (JsonNode statement : statements(document, "This policy contains invalid Json")) {
            if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
                throw IamErrors.malformedPolicy("AssumeRole policy must contain a principal.");
            }
            if (statement.has("Resource") || statement.has("NotResource")) {
                throw IamErrors.malformedPolicy("Has prohibited field Resource");
            }
            if (!statement.has("Action") || !texts(statement.get("Action")).stream()
                .allMatch((action) -> action.startsWith("sts:") || action.equals("*"))) {
                throw IamErrors.malformedPolicy("AssumeRole policy may only specify STS AssumeRole actions.");
            }
        }
    }

    private static List<JsonNode> statements(String document, String otherwise) {
        JsonNode policy;
        try {
            policy = JsonMapper.shared().readTree(document);
        }
        catch (JacksonException ex) {
            throw IamErrors.malformedPolicy(otherwise);
        }
        AwsError syntax = IamErrors.malformedPolicy("Syntax errors in policy.");
        if (!policy.isObject() || !policy.propertyStream().allMatch((entry) -> TOP.contains(entry.getKey()))
                || (policy.has("Version") && !VERSIONS.contains(policy.get("Version").asString()))) {
            throw syntax;
        }
        JsonNode statement = policy.path("Statement");
        List<JsonNode> statements = statement.isArray() ? statement.valueStream().toList() : List.of(statement);
        for (JsonNode one : statements) {
            boolean known = one.isObject()
                    && one.propertyStream().allMatch((entry) -> MEMBERS.contains(entry.getKey()));
            String effect = one.path("Effect").isString() ? one.path("Effect").stringValue() : "";
            if (!known || !(effect.equals("Allow") || effect.equals("Deny"))) {
                throw syntax;
            }
        }
        if (statements.isEmpty()) {
            throw syntax;
        }
        return statements;
    }

    private static List<String> texts(JsonNode node) {
        List<JsonNode> nodes = node.isArray() ? node.valueStream().toList() : List.of(node);
        if (nodes.isEmpty() || !nodes.stream().allMatch(JsonNode::isString)) {
            throw IamErrors.malformedPolicy("Syntax errors in policy.");
        }
        return nodes.stream().map(JsonNode::stringValue).toList();
    }

}
