package dev.shipshape.taskdefinitions.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.carry.Lost;
import dev.shipshape.taskdefinitions.carry.Members;
import dev.shipshape.web.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one task definition for Fargate of a Compose file: a container of each service.
 * What a task has no place for is named.
 */
public final class ComposeImport {

    private static final String CONTAINERS = "containerDefinitions";

    private final Members file;

    private final ObjectNode task;

    private final ArrayNode containers;

    private ComposeImport(Members file, ObjectNode task) {
        this.file = file;
        this.task = task;
        this.containers = task.arrayNode();
    }

    /** Whether this tree is a Compose file. */
    public static boolean isCompose(JsonNode tree) {
        return tree.path("services").isObject();
    }

    /**
     * Makes a task definition.
     * @param compose the file's tree
     * @param field the form field that it was pasted into
     * @return the definition, whose size is not said yet, and what could not be carried
     * over
     * @throws Problem of that field if it has no services
     */
    public static Imported of(JsonNode compose, String field) {
        List<Lost> unfilled = new ArrayList<>();
        JsonNode tree = new Variables(unfilled).filled(compose, "");
        if (!(tree instanceof ObjectNode object) || !isCompose(tree) || tree.path("services").isEmpty()) {
            throw Problem.ofField(field, "This Compose file has no services.");
        }
        TaskDefinitionJson definition = TaskDefinitionJson.parse("{}");
        ComposeImport carried = new ComposeImport(Members.of(object), definition.tree());
        carried.all();
        unfilled.addAll(carried.file.lost());
        return new Imported(definition, List.copyOf(unfilled));
    }

    private void all() {
        this.file.take("version"); // obsolete: it says nothing
        this.task.put("family", name(this.file.text("name"), "app"));
        this.task.putArray("requiresCompatibilities").add("FARGATE");
        this.task.put("networkMode", "awsvpc");
        Members services = this.file.part("services");
        Volumes volumes = new Volumes(this.file.part("volumes"));
        Map<String, JsonNode> secrets = new LinkedHashMap<>();
        this.file.take("secrets").properties().forEach((secret) -> secrets.put(secret.getKey(), secret.getValue()));
        Set<String> architectures = new LinkedHashSet<>();
        Map<String, String> names = new LinkedHashMap<>();
        services.names().forEach((service) -> names.put(service, free(name(service, "service"), names)));
        for (Map.Entry<String, String> service : names.entrySet()) {
            Members members = services.part(service.getKey());
            ObjectNode container = this.containers.addObject().put("name", service.getValue());
            if (!service.getKey().equals(service.getValue())) {
                members.lose("",
                        "Its container is called “" + service.getValue() + "”: ECS has letters, digits, - and _.");
            }
            new ServiceImport(members, container, names, volumes, secrets).all(architectures);
        }
        this.task.set(CONTAINERS, this.containers);
        essential();
        volumes.onto(this.task);
        architecture(architectures);
        if (this.containers.size() > 1) {
            this.file.lose("services",
                    "Containers of one task reach each other at localhost and not by their names, and no "
                            + "two of them can listen on the same port.");
        }
        this.file.loseIfThere("networks", "All containers of a task share one network interface.");
        this.file.loseIfThere("configs", "ECS has no configuration files: put them into the image, or into variables.");
        this.file.loseTheRest((member) -> member.startsWith("x-") ? "It is an extension that only its tool knows."
                : "ECS has no such thing.");
    }

    /** What others wait for to end must be allowed to end. */
    private void essential() {
        for (JsonNode container : this.containers) {
            boolean ends = this.containers.values()
                .stream()
                .flatMap((other) -> other.path("dependsOn").values().stream())
                .anyMatch((wait) -> wait.path("containerName").equals(container.path("name"))
                        && wait.path("condition").asString("").equals("SUCCESS"));
            ((ObjectNode) container).put("essential", !ends);
        }
        if (this.containers.values().stream().noneMatch((container) -> container.path("essential").asBoolean())) {
            ((ObjectNode) this.containers.get(0)).put("essential", true);
        }
    }

    private void architecture(Set<String> architectures) {
        if (architectures.size() > 1) {
            this.file.lose("services", "All containers of a task run on the same processor: "
                    + architectures.iterator().next() + " is taken.");
        }
        this.task.putObject("runtimePlatform")
            .put("cpuArchitecture", architectures.isEmpty() ? "X86_64" : architectures.iterator().next())
            .put("operatingSystemFamily", "LINUX");
    }

    private static String name(String name, String otherwise) {
        String fit = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+", "");
        return fit.isEmpty() ? otherwise : fit.substring(0, Math.min(fit.length(), 255));
    }

    private static String free(String name, Map<String, String> taken) {
        String free = name;
        for (int number = 2; taken.containsValue(free); number++) {
            free = name.substring(0, Math.min(name.length(), 250)) + "-" + number;
        }
        return free;
    }

}
