package dev.shipshape.taskdefinitions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.audit.Change;
import dev.shipshape.aws.AwsCommand;
import dev.shipshape.aws.Connection;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task definition as the AWS CLI reads and writes it: what RegisterTaskDefinition
 * takes, member by member. Values of environment variables may be secrets, so it must not
 * be logged.
 */
public final class TaskDefinitionJson {

    /** The form field that problems with the JSON stand beside. */
    static final String FIELD = "json";

    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    /** What DescribeTaskDefinition tells and RegisterTaskDefinition does not take. */
    private static final Set<String> WRITTEN_BY_AWS = Set.of("taskDefinitionArn", "revision", "status",
            "requiresAttributes", "compatibilities", "registeredAt", "registeredBy", "deregisteredAt",
            "deleteRequestedAt");

    /** Shorter values are words that a sentence may have by itself. */
    private static final int SHORTEST_SECRET = 6;

    /** What tags of ours begin with. */
    private static final String OURS = "shipshape:";

    private final ObjectNode tree;

    /** What was typed, to tell the places of what is wrong; null for none. */
    private final @Nullable String text;

    private final List<String> dropped;

    TaskDefinitionJson(ObjectNode tree) {
        this(tree, null);
    }

    private TaskDefinitionJson(ObjectNode object, @Nullable String text) {
        ObjectNode tree = unwrapped(object);
        this.dropped = WRITTEN_BY_AWS.stream().filter(tree::has).sorted().toList();
        this.tree = tree.remove(WRITTEN_BY_AWS);
        this.text = text;
    }

    /**
     * Reads what a person typed: the input of {@code aws ecs register-task-definition},
     * or the output of {@code aws ecs describe-task-definition}.
     * @param text the JSON
     * @return the task definition
     * @throws Problem if it is no JSON object; it says where
     */
    public static TaskDefinitionJson parse(String text) {
        try {
            if (!(JSON.readTree(text) instanceof ObjectNode object)) {
                throw Problem.ofField(FIELD, "This is not a JSON object: it begins with { and ends with }.");
            }
            return new TaskDefinitionJson(object, text);
        }
        catch (JacksonException ex) {
            throw Problem.ofField(FIELD, "This is not JSON" + place(ex) + ": " + firstLine(ex.getOriginalMessage()));
        }
    }

    static TaskDefinitionJson of(SdkPojo definition, List<Tag> tags) {
        ObjectNode tree = SdkJson.tree(definition);
        ArrayNode kept = tree.arrayNode();
        tags.stream().filter((tag) -> !isOurs(tag.key())).forEach((tag) -> kept.add(SdkJson.tree(tag)));
        if (!kept.isEmpty()) {
            tree.set("tags", kept);
        }
        return new TaskDefinitionJson(tree);
    }

    /** The AWS CLI's output wraps the definition and puts its tags beside it. */
    private static ObjectNode unwrapped(ObjectNode object) {
        ObjectNode tree = object;
        if (object.get("taskDefinition") instanceof ObjectNode wrapped) {
            tree = wrapped;
            JsonNode tags = object.get("tags");
            if (tags != null && !tree.has("tags")) {
                tree.set("tags", tags);
            }
        }
        return tree;
    }

    /**
     * A definition that was read elsewhere.
     * @param object its members, or what DescribeTaskDefinition answers
     */
    public static TaskDefinitionJson of(ObjectNode object) {
        return new TaskDefinitionJson(object);
    }

    /**
     * The members that came along, that only AWS writes, and that are not part of this.
     */
    public List<String> dropped() {
        return this.dropped;
    }

    private static String place(JacksonException ex) {
        return (ex.getLocation() != null)
                ? " at line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() : "";
    }

    private static String firstLine(String words) {
        return words.lines().findFirst().orElse("it could not be read");
    }

    /** What the new revision is to be tagged with is ours to say; so is AWS's own. */
    private static boolean isOurs(@Nullable String key) {
        return key != null && (key.startsWith(OURS) || key.startsWith("aws:"));
    }

    /**
     * The tags that a person wrote. A time to go is theirs, unless it came with the mark
     * of an action, in a copy of what an earlier revision was tagged with.
     */
    Map<String, String> tags() {
        List<Tag> all = request().tags().stream().filter((tag) -> tag.key() != null).toList();
        boolean copied = all.stream().anyMatch((tag) -> tag.key().equals(Change.TAG));
        Map<String, String> tags = new LinkedHashMap<>();
        all.stream()
            .filter((tag) -> !isOurs(tag.key()) || (!copied && tag.key().equals(Change.EXPIRES)))
            .forEach((tag) -> tags.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
        return tags;
    }

    /** The family; empty if there is none yet. */
    public String family() {
        return this.tree.path("family").asString("");
    }

    /** The tree itself; changing it changes this. */
    public ObjectNode tree() {
        return this.tree;
    }

    /**
     * The same, whose first container runs this image.
     * @param image the image; empty to change nothing
     */
    public TaskDefinitionJson running(String image) {
        if (!image.isEmpty() && this.tree.path("containerDefinitions").path(0) instanceof ObjectNode container) {
            container.put("image", image);
        }
        return this;
    }

    private RegisterTaskDefinitionRequest request() {
        RegisterTaskDefinitionRequest.Builder builder = RegisterTaskDefinitionRequest.builder();
        SdkJson.fill(builder, this.tree, "");
        return builder.build();
    }

    /**
     * Checks its members.
     * @throws Problem of the field {@code json} if one is unknown or of another type
     */
    public void check() {
        try {
            request();
        }
        catch (WrongMember wrong) {
            throw (this.text != null) ? wrong.at(this.text) : wrong;
        }
    }

    /** The request that registers it as what an action makes. */
    RegisterTaskDefinitionRequest request(Change change) {
        List<Tag> tags = change.tags()
            .entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
        return request().toBuilder().tags(tags).build();
    }

    /**
     * The {@code aws} command that registers it, without the values of variables.
     * @param connection where
     * @return one line
     * @throws Problem of the field {@code json} if a member is unknown or of another type
     */
    public String command(Connection connection) {
        return AwsCommand.of(connection, request());
    }

    /**
     * The same without what may be secret: values of environment variables and of options
     * of log drivers, as in the equivalent command.
     */
    public TaskDefinitionJson withoutValues() {
        ObjectNode without = this.tree.deepCopy();
        for (JsonNode container : without.path("containerDefinitions")) {
            container.path("environment").forEach((pair) -> {
                if (pair instanceof ObjectNode variable && variable.has("value")) {
                    variable.put("value", AwsCommand.HIDDEN);
                }
            });
            for (String logs : List.of("logConfiguration", "firelensConfiguration")) {
                if (container.path(logs).path("options") instanceof ObjectNode options) {
                    List.copyOf(options.propertyNames())
                        .stream()
                        .filter(AwsCommand::isSecretOption)
                        .forEach((option) -> options.put(option, AwsCommand.HIDDEN));
                }
            }
        }
        return new TaskDefinitionJson(without);
    }

    /**
     * A problem without values of this definition that may be secret: AWS repeats some of
     * what it refuses.
     */
    public Problem hushed(Problem problem) {
        List<String> values = new ArrayList<>();
        for (JsonNode container : this.tree.path("containerDefinitions")) {
            container.path("environment").forEach((pair) -> values.add(pair.path("value").asString("")));
            container.path("logConfiguration").path("options").properties().forEach((option) -> {
                if (AwsCommand.isSecretOption(option.getKey())) {
                    values.add(option.getValue().asString(""));
                }
            });
        }
        List<String> telling = values.stream().filter((value) -> value.length() >= SHORTEST_SECRET).toList();
        return new Problem(problem.status(), without(telling, problem.what()), without(telling, problem.advice()),
                problem.field(), problem.code(), problem.requestId(),
                (problem.original() != null) ? without(telling, problem.original()) : null, problem.getCause());
    }

    private static String without(List<String> values, String text) {
        String hushed = text;
        for (String value : values) {
            hushed = hushed.replace(value, AwsCommand.HIDDEN);
        }
        return hushed;
    }

    /** The JSON over several lines, as a person reads it. */
    public String pretty() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this.tree);
    }

    /** The JSON on one line. */
    public String compact() {
        return JSON.writeValueAsString(this.tree);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskDefinitionJson json && this.tree.equals(json.tree);
    }

    @Override
    public int hashCode() {
        return this.tree.hashCode();
    }

    /** Names only, because values may be secrets. */
    @Override
    public String toString() {
        return "task definition of family " + family();
    }

}
