package dev.shipshape.taskdefinitions.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is typed for one container. Nothing is null: what is not sent counts as empty.
 *
 * @param from its place among the containers of the JSON that the form began with; empty
 * for a new one
 * @param name its name
 * @param image its image
 * @param ports see {@link PortsText}
 * @param environment see {@link EnvironmentText}
 * @param command see {@link CommandText}
 * @param essential {@code true} or empty
 * @param dependsOn see {@link DependsText}
 * @param logGroup see {@link LogGroupText}
 */
record ContainerForm(String from, String name, String image, String ports, String environment, String command,
        String essential, String dependsOn, String logGroup) {

    static final Text PORTS = new PortsText();

    static final Text ENVIRONMENT = new EnvironmentText();

    static final Text COMMAND = new CommandText();

    static final Text DEPENDS_ON = new DependsText();

    private static final Set<String> SHOWN = Set.of("name", "image", "portMappings", "environment", "command",
            "essential", "dependsOn");

    ContainerForm(@Nullable String from, @Nullable String name, @Nullable String image, @Nullable String ports,
            @Nullable String environment, @Nullable String command, @Nullable String essential,
            @Nullable String dependsOn, @Nullable String logGroup) {
        this.from = TaskDefinitionForm.text(from);
        this.name = TaskDefinitionForm.text(name);
        this.image = TaskDefinitionForm.text(image);
        this.ports = TaskDefinitionForm.text(ports);
        this.environment = TaskDefinitionForm.text(environment);
        this.command = TaskDefinitionForm.text(command);
        this.essential = TaskDefinitionForm.text(essential);
        this.dependsOn = TaskDefinitionForm.text(dependsOn);
        this.logGroup = TaskDefinitionForm.text(logGroup);
    }

    /** A container that is not there yet. */
    static ContainerForm empty() {
        return new ContainerForm("", "", "", "", "", "", "true", "", "");
    }

    /**
     * What the form shows of a container.
     * @param container the JSON's container
     * @param place its place among the containers
     * @param logs how its log group is written
     */
    static ContainerForm of(JsonNode container, int place, Text logs) {
        return new ContainerForm(String.valueOf(place), Text.PLAIN.shown(container.path("name")),
                Text.PLAIN.shown(container.path("image")), PORTS.shown(container.path("portMappings")),
                ENVIRONMENT.shown(container.path("environment")), COMMAND.shown(container.path("command")),
                Text.TRUE_UNLESS_SAID.shown(container.path("essential")), DEPENDS_ON.shown(container.path("dependsOn")),
                logs.shown(container.path("logConfiguration")));
    }

    /**
     * Writes what was changed into a container.
     * @throws WrongText if a field cannot be read
     */
    void onto(ObjectNode container, Text logs) {
        Text.PLAIN.write(container, "name", this.name);
        Text.PLAIN.write(container, "image", this.image);
        Text.TRUE_UNLESS_SAID.write(container, "essential", this.essential);
        PORTS.write(container, "portMappings", this.ports);
        ENVIRONMENT.write(container, "environment", this.environment);
        COMMAND.write(container, "command", this.command);
        DEPENDS_ON.write(container, "dependsOn", this.dependsOn);
        logs.write(container, "logConfiguration", this.logGroup);
    }

    /** What a container says that the form does not show, in the JSON's words. */
    static List<String> kept(JsonNode container) {
        List<String> kept = new ArrayList<>(
                container.propertyNames().stream().filter((member) -> !SHOWN.contains(member)).toList());
        if (LogGroupText.driver(container.path("logConfiguration")).equals("awslogs")) {
            kept.remove("logConfiguration");
        }
        int variables = EnvironmentText.notShown(container.path("environment")).size();
        if (variables > 0) {
            kept.add("environment (" + variables + " of several lines)");
        }
        return kept;
    }

    /** Its place in the JSON that the form began with; -1 for a new container. */
    int place() {
        return this.from.matches("\\d{1,4}") ? Integer.parseInt(this.from) : -1;
    }

    boolean isEssential() {
        return this.essential.equals("true");
    }

    /** Without values of variables, which may be secrets. */
    @Override
    public String toString() {
        return "container " + this.name + " of " + this.image;
    }

}
