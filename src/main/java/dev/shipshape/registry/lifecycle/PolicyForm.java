package dev.shipshape.registry.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lifecycle policy as it is typed: as rules, or as JSON. Both are views of one thing.
 */
public class PolicyForm {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private String view = "rules";

    private String json = "";

    private String kept = "{}";

    private List<RuleForm> rules = new ArrayList<>();

    /** A policy as AWS gives it. */
    static PolicyForm of(String text) {
        PolicyForm form = new PolicyForm();
        form.json = text;
        form.showRules();
        return form;
    }

    /** A usual policy to begin with. */
    static PolicyForm fresh() {
        PolicyForm form = new PolicyForm();
        form.rules.add(RuleForm.fresh(1));
        return form;
    }

    /** The policy as text for AWS. */
    String text() {
        return inJson() ? this.json : policy().toString();
    }

    private ObjectNode policy() {
        ObjectNode policy = JSON.createObjectNode();
        try {
            if (JSON.readTree(this.kept) instanceof ObjectNode whole) {
                policy = whole;
            }
        }
        catch (JacksonException ex) {
            policy = JSON.createObjectNode(); // a field that a person may have changed
        }
        ArrayNode list = policy.putArray("rules");
        this.rules.forEach((rule) -> list.add(rule.json()));
        return policy;
    }

    /** Shows the rules as JSON. */
    void showJson() {
        this.json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(policy());
        this.view = "json";
    }

    /**
     * Shows the JSON as rules.
     * @throws Problem about the JSON if it is none
     */
    void showRules() {
        JsonNode policy;
        try {
            policy = JSON.readTree(this.json);
        }
        catch (JacksonException ex) {
            throw Problem.ofField("json", "This is no JSON: " + ex.getOriginalMessage());
        }
        if (!policy.isObject() || !policy.path("rules").isArray()) {
            throw Problem.ofField("json", "A lifecycle policy is an object with a list of “rules”.");
        }
        ObjectNode rest = ((ObjectNode) policy).deepCopy();
        rest.remove("rules");
        this.kept = rest.toString();
        this.rules = new ArrayList<>();
        policy.path("rules").forEach((rule) -> this.rules.add(RuleForm.of(rule)));
        this.rules.sort(Comparator.comparingInt((rule) -> order(rule.getPriority())));
        this.view = "rules";
    }

    private static int order(String priority) {
        return priority.matches("\\d{1,9}") ? Integer.parseInt(priority) : Integer.MAX_VALUE;
    }

    /** One more rule, after the others. */
    void add() {
        int last = this.rules.stream()
            .mapToInt((rule) -> order(rule.getPriority()))
            .filter((one) -> one < 1_000_000)
            .max()
            .orElse(0);
        this.rules.add(RuleForm.fresh(last + 1));
    }

    /** Without the rule at this place. */
    void remove(int place) {
        if (place >= 0 && place < this.rules.size()) {
            this.rules.remove(place);
        }
    }

    /** The rule at this place changes places and priorities with the one before it. */
    void raise(int place) {
        if (place > 0 && place < this.rules.size()) {
            RuleForm lower = this.rules.get(place);
            RuleForm upper = this.rules.get(place - 1);
            String priority = lower.getPriority();
            lower.setPriority(upper.getPriority());
            upper.setPriority(priority);
            this.rules.set(place - 1, lower);
            this.rules.set(place, upper);
        }
    }

    /** Whether the JSON is what counts. */
    public boolean inJson() {
        return this.view.equals("json");
    }

    public String getView() {
        return this.view;
    }

    public void setView(@Nullable String view) {
        this.view = (view != null) ? view : "rules";
    }

    public String getJson() {
        return this.json;
    }

    public void setJson(@Nullable String json) {
        this.json = (json != null) ? json : "";
    }

    public String getKept() {
        return this.kept;
    }

    public void setKept(@Nullable String kept) {
        this.kept = (kept != null) ? kept : "{}";
    }

    public List<RuleForm> getRules() {
        return this.rules;
    }

    public void setRules(List<RuleForm> rules) {
        this.rules = rules;
    }

}
