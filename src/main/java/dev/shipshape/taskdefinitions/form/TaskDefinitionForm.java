package dev.shipshape.taskdefinitions.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is typed for a task definition. Nothing is null: what is not sent counts as empty.
 *
 * @param family the family's name
 * @param launchType {@code FARGATE} or {@code EC2}
 * @param architecture {@code X86_64} or {@code ARM64}
 * @param cpu CPU units
 * @param memory MiB
 * @param networkMode such as {@code awsvpc}
 * @param taskRole the role that the containers act as; empty for none
 * @param executionRole the role that pulls images and writes logs; empty for none
 * @param containers the containers
 * @param base the JSON that the form began with: members that it does not show stay
 * @param json the JSON as it is typed, where that is shown
 * @param view {@code json} where the JSON is shown, else the fields
 * @param createLogGroups {@code true} to create log groups that are missing
 */
record TaskDefinitionForm(String family, String launchType, String architecture, String cpu, String memory,
        String networkMode, String taskRole, String executionRole, List<ContainerForm> containers, String base,
        String json, String view, String createLogGroups) {

    private static final Text LAUNCH_TYPE = new LaunchTypeText();

    private static final Text ARCHITECTURE = new ArchitectureText();

    private static final String CONTAINERS = "containerDefinitions";

    private static final Set<String> SHOWN = Set.of("family", "requiresCompatibilities", "runtimePlatform", "cpu",
            "memory", "networkMode", "taskRoleArn", "executionRoleArn", CONTAINERS);

    TaskDefinitionForm(@Nullable String family, @Nullable String launchType, @Nullable String architecture,
            @Nullable String cpu, @Nullable String memory, @Nullable String networkMode, @Nullable String taskRole,
            @Nullable String executionRole, @Nullable List<@Nullable ContainerForm> containers, @Nullable String base,
            @Nullable String json, @Nullable String view, @Nullable String createLogGroups) {
        this.family = text(family);
        this.launchType = text(launchType);
        this.architecture = text(architecture);
        this.cpu = text(cpu);
        this.memory = text(memory);
        this.networkMode = text(networkMode);
        this.taskRole = text(taskRole);
        this.executionRole = text(executionRole);
        this.containers = (containers != null) ? containers.stream().filter(Objects::nonNull).toList() : List.of();
        this.base = text(base);
        this.json = text(json);
        this.view = text(view);
        this.createLogGroups = text(createLogGroups);
    }

    static String text(@Nullable String sent) {
        return (sent != null) ? sent : "";
    }

    /**
     * What the form shows of a task definition.
     * @param json the definition, which the form keeps
     * @param region the connection's region
     */
    static TaskDefinitionForm of(TaskDefinitionJson json, String region) {
        ObjectNode tree = json.tree();
        Text logs = new LogGroupText(region);
        JsonNode containers = tree.path(CONTAINERS);
        return new TaskDefinitionForm(shown(tree, "family"), LAUNCH_TYPE.shown(tree.path("requiresCompatibilities")),
                ARCHITECTURE.shown(tree.path("runtimePlatform")), shown(tree, "cpu"), shown(tree, "memory"),
                shown(tree, "networkMode"), shown(tree, "taskRoleArn"), shown(tree, "executionRoleArn"),
                IntStream.range(0, containers.size())
                    .<@Nullable ContainerForm>mapToObj((place) -> ContainerForm.of(containers.get(place), place, logs))
                    .toList(),
                json.compact(), "", "", "true");
    }

    private static String shown(ObjectNode tree, String member) {
        return Text.PLAIN.shown(tree.path(member));
    }

    /**
     * The task definition as it was typed, in whichever view.
     * @param region the connection's region
     * @throws WrongText if a field cannot be read
     * @throws dev.shipshape.web.Problem if the JSON cannot be read
     */
    TaskDefinitionJson definition(String region) {
        return inJson() ? TaskDefinitionJson.parse(this.json) : merged(region);
    }

    /** Members are written where their text was changed; all others stay. */
    private TaskDefinitionJson merged(String region) {
        TaskDefinitionJson definition = began();
        ObjectNode tree = definition.tree();
        Text.PLAIN.write(tree, "family", this.family);
        boolean same = LAUNCH_TYPE.shown(tree.path("requiresCompatibilities")).equals(this.launchType);
        LAUNCH_TYPE.write(tree, "requiresCompatibilities", this.launchType);
        ARCHITECTURE.write(tree, "runtimePlatform", this.architecture);
        Text.PLAIN.write(tree, "cpu", this.cpu);
        Text.PLAIN.write(tree, "memory", this.memory);
        if (!fargate() || !same) { // the form asks for none on Fargate, which has one
                                   // alone
            Text.PLAIN.write(tree, "networkMode", fargate() ? "awsvpc" : this.networkMode);
        }
        Text.PLAIN.write(tree, "taskRoleArn", this.taskRole);
        Text.PLAIN.write(tree, "executionRoleArn", this.executionRole);
        if (!this.containers.isEmpty() || tree.path(CONTAINERS).isArray()) {
            tree.set(CONTAINERS, containers(tree, new LogGroupText(region)));
        }
        return definition;
    }

    private ArrayNode containers(ObjectNode tree, Text logs) {
        JsonNode before = tree.path(CONTAINERS);
        ArrayNode after = tree.arrayNode();
        for (ContainerForm form : this.containers) {
            boolean known = before.get(form.place()) instanceof ObjectNode;
            ObjectNode container = known ? ((ObjectNode) before.get(form.place())).deepCopy() : tree.objectNode();
            form.onto(container, logs);
            if (!known && !container.has("essential")) {
                container.put("essential", true);
            }
            after.add(container);
        }
        return after;
    }

    /**
     * What the definition says that the fields do not show: by container, "" for the task
     * itself.
     */
    Map<String, List<String>> kept() {
        if (!baseReadable()) {
            return Map.of();
        }
        ObjectNode tree = began().tree();
        Map<String, List<String>> kept = new LinkedHashMap<>();
        kept.put("", tree.propertyNames().stream().filter((member) -> !SHOWN.contains(member)).toList());
        for (ContainerForm container : this.containers) {
            JsonNode before = tree.path(CONTAINERS).path(container.place());
            kept.put(container.from(), before.isObject() ? ContainerForm.kept(before) : List.of());
        }
        return kept;
    }

    private TaskDefinitionJson began() {
        return TaskDefinitionJson.parse(this.base.isBlank() ? "{}" : this.base);
    }

    /** Whether what the form began with came back as it went. */
    boolean baseReadable() {
        try {
            began().check();
            return true;
        }
        catch (Problem problem) {
            return false;
        }
    }

    boolean inJson() {
        return this.view.equals("json");
    }

    boolean fargate() {
        return this.launchType.equals(LaunchTypeText.FARGATE);
    }

    /** The same with a container more. */
    TaskDefinitionForm plus(ContainerForm container) {
        List<ContainerForm> more = new ArrayList<>(this.containers);
        more.add(container);
        return with(more);
    }

    /** The same without one of its containers. */
    TaskDefinitionForm without(int index) {
        List<ContainerForm> fewer = new ArrayList<>(this.containers);
        if (index >= 0 && index < fewer.size()) {
            fewer.remove(index);
        }
        return with(fewer);
    }

    private TaskDefinitionForm with(List<ContainerForm> others) {
        return new TaskDefinitionForm(this.family, this.launchType, this.architecture, this.cpu, this.memory,
                this.networkMode, this.taskRole, this.executionRole, new ArrayList<>(others), this.base, this.json,
                this.view, this.createLogGroups);
    }

    /** The same with another execution role. */
    TaskDefinitionForm executedBy(String role) {
        return new TaskDefinitionForm(this.family, this.launchType, this.architecture, this.cpu, this.memory,
                this.networkMode, this.taskRole, role, new ArrayList<>(this.containers), this.base, this.json,
                this.view, this.createLogGroups);
    }

    /** The same, of a size that Fargate has. */
    TaskDefinitionForm sized(String cpu, String memory) {
        return new TaskDefinitionForm(this.family, this.launchType, this.architecture, cpu, memory, this.networkMode,
                this.taskRole, this.executionRole, new ArrayList<>(this.containers), this.base, this.json, this.view,
                this.createLogGroups);
    }

    /** The same definition, as JSON to be typed. */
    TaskDefinitionForm asJson(TaskDefinitionJson definition, String region) {
        TaskDefinitionForm form = of(definition, region);
        return new TaskDefinitionForm(form.family, form.launchType, form.architecture, form.cpu, form.memory,
                form.networkMode, form.taskRole, form.executionRole, new ArrayList<>(form.containers), form.base,
                definition.pretty(), "json", this.createLogGroups);
    }

    /** Without the containers' values, which may be secrets. */
    @Override
    public String toString() {
        return "task definition " + this.family + " " + this.containers;
    }

}
