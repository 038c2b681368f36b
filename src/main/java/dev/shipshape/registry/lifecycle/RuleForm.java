package dev.shipshape.registry.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One rule of a lifecycle policy as it is typed (ECR user guide, "Lifecycle policy
 * properties"). What the form has no field for goes along in {@code kept}.
 */
public class RuleForm {

    private String priority = "";

    private String description = "";

    private String tagStatus = "untagged";

    private String match = "patterns";

    private String tags = "";

    private String countType = "sinceImagePushed";

    private String countNumber = "";

    private String action = "expire";

    private String kept = "{}";

    /** A rule as it stands in a policy. */
    static RuleForm of(JsonNode rule) {
        RuleForm form = new RuleForm();
        JsonNode selection = rule.path("selection");
        form.priority = rule.path("rulePriority").asString("");
        form.description = rule.path("description").asString("");
        form.tagStatus = selection.path("tagStatus").asString("any");
        form.match = selection.has("tagPrefixList") ? "prefixes" : "patterns";
        List<String> tags = new ArrayList<>();
        selection.path(selection.has("tagPrefixList") ? "tagPrefixList" : "tagPatternList")
            .forEach((tag) -> tags.add(tag.asString("")));
        form.tags = String.join(", ", tags);
        form.countType = selection.path("countType").asString("imageCountMoreThan");
        form.countNumber = selection.path("countNumber").asString("");
        form.action = rule.path("action").path("type").asString("expire");
        form.kept = rule.toString();
        return form;
    }

    /** A usual rule to begin with. */
    static RuleForm fresh(int priority) {
        RuleForm form = new RuleForm();
        form.priority = String.valueOf(priority);
        form.countNumber = "14";
        return form;
    }

    /** The rule as a policy has it. */
    ObjectNode json() {
        ObjectNode rule = keptRule();
        rule.set("rulePriority", number(this.priority));
        if (this.description.isBlank()) {
            rule.remove("description");
        }
        else {
            rule.put("description", this.description.strip());
        }
        ObjectNode selection = rule.path("selection").isObject() ? (ObjectNode) rule.path("selection")
                : rule.putObject("selection");
        selection.put("tagStatus", this.tagStatus);
        selection.remove(List.of("tagPatternList", "tagPrefixList"));
        if (this.tagStatus.equals("tagged")) {
            ArrayNode list = selection.putArray(this.match.equals("prefixes") ? "tagPrefixList" : "tagPatternList");
            Arrays.stream(this.tags.split("[,\\s]+", -1)).filter((tag) -> !tag.isEmpty()).forEach(list::add);
        }
        selection.put("countType", this.countType);
        if (this.countType.equals("imageCountMoreThan")) {
            selection.remove("countUnit");
        }
        else {
            selection.put("countUnit", "days");
        }
        selection.set("countNumber", number(this.countNumber));
        if (this.countType.equals("sinceImageTransitioned")) {
            selection.put("storageClass", "archive");
        }
        else {
            selection.remove("storageClass");
        }
        ObjectNode does = rule.path("action").isObject() ? (ObjectNode) rule.path("action") : rule.putObject("action");
        does.put("type", this.action);
        if (this.action.equals("transition")) {
            does.put("targetStorageClass", "archive");
        }
        else {
            does.remove("targetStorageClass");
        }
        return rule;
    }

    private ObjectNode keptRule() {
        try {
            if (JsonMapper.shared().readTree(this.kept) instanceof ObjectNode rule) {
                return rule;
            }
        }
        catch (JacksonException ex) {
            return JsonMapper.shared().createObjectNode(); // a field of the form that a
                                                           // person may have changed
        }
        return JsonMapper.shared().createObjectNode();
    }

    /** What is no number goes to AWS as it is, and AWS says so. */
    private static JsonNode number(String text) {
        JsonMapper json = JsonMapper.shared();
        return text.strip().matches("\\d{1,9}") ? json.valueToTree(Integer.valueOf(text.strip()))
                : json.valueToTree(text);
    }

    /** What the rule says, in a sentence. */
    public String sentence() {
        String which = switch (this.tagStatus) {
            case "untagged" -> "untagged images";
            case "tagged" -> "images tagged " + this.tags + (this.match.equals("prefixes") ? "…" : "");
            default -> "all images";
        };
        String does = this.action.equals("transition") ? "Move to the archive " : "Delete ";
        return does + switch (this.countType) {
            case "imageCountMoreThan" ->
                "all but the newest " + this.countNumber + " " + (which.equals("all images") ? "images" : which);
            case "sinceImagePulled" -> which + " not pulled for " + this.countNumber + " days";
            case "sinceImageTransitioned" -> which + " " + this.countNumber + " days in the archive";
            default -> which + " " + this.countNumber + " days after their push";
        };
    }

    public String getPriority() {
        return this.priority;
    }

    public void setPriority(@Nullable String priority) {
        this.priority = text(priority);
    }

    public String getDescription() {
        return this.description;
    }

    public void setDescription(@Nullable String description) {
        this.description = text(description);
    }

    public String getTagStatus() {
        return this.tagStatus;
    }

    public void setTagStatus(@Nullable String tagStatus) {
        this.tagStatus = text(tagStatus);
    }

    public String getMatch() {
        return this.match;
    }

    public void setMatch(@Nullable String match) {
        this.match = text(match);
    }

    public String getTags() {
        return this.tags;
    }

    public void setTags(@Nullable String tags) {
        this.tags = text(tags);
    }

    public String getCountType() {
        return this.countType;
    }

    public void setCountType(@Nullable String countType) {
        this.countType = text(countType);
    }

    public String getCountNumber() {
        return this.countNumber;
    }

    public void setCountNumber(@Nullable String countNumber) {
        this.countNumber = text(countNumber);
    }

    public String getAction() {
        return this.action;
    }

    public void setAction(@Nullable String action) {
        this.action = text(action);
    }

    public String getKept() {
        return this.kept;
    }

    public void setKept(@Nullable String kept) {
        this.kept = text(kept);
    }

    private static String text(@Nullable String text) {
        return (text != null) ? text : "";
    }

}
