package dev.shipshape.taskdefinitions.compose;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.shipshape.taskdefinitions.carry.Members;
import dev.shipshape.taskdefinitions.carry.Written;
import dev.shipshape.taskdefinitions.carry.YamlText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a Compose file of a task definition: a service of each container. */
public final class ComposeExport {

    private static final Map<String, String> WHY = Map.of("taskRoleArn",
            "On your machine the containers act with the credentials that you give them.", "executionRoleArn",
            "On your machine Docker pulls with the login that it has.", "cpu",
            "Compose limits containers, not all of them.", "memory", "Compose limits containers, not all of them.",
            "tags", "Compose has no tags; it has labels.");

    private final Members task;

    private final ObjectNode file = JsonNodeFactory.instance.objectNode();

    private ComposeExport(ObjectNode definition) {
        this.task = Members.of(definition);
    }

    /** Writes a definition as a Compose file. */
    public static Written of(ObjectNode definition) {
        ComposeExport export = new ComposeExport(definition);
        export.all();
        return new Written(YamlText.write(List.of(export.file)), export.task.lost());
    }

    private void all() {
        String family = this.task.text("family");
        String name = family.toLowerCase(Locale.ROOT).replaceFirst("^[_-]+", "");
        this.file.put("name", name);
        if (!name.equals(family)) {
            this.task.lose("family",
                    "The name of a Compose project has small letters, and begins with one or with a digit.");
        }
        this.task.take("requiresCompatibilities"); // a machine with Docker runs them all
        String network = this.task.text("networkMode");
        if (network.equals("awsvpc")) {
            this.task.lose("networkMode",
                    "Here the containers share an address; in Compose they reach each other by their names, not at localhost.");
        }
        else if (!network.isEmpty() && !network.equals("bridge")) {
            this.task.lose("networkMode", "Compose has a network for all services.");
        }
        Members platform = this.task.part("runtimePlatform");
        String architecture = platform.text("cpuArchitecture");
        String system = platform.text("operatingSystemFamily");
        if (system.startsWith("WINDOWS")) {
            this.task.lose("runtimePlatform", "Compose runs what is made for Linux.");
        }
        JsonNode containers = this.task.take("containerDefinitions");
        ObjectNode services = this.file.putObject("services");
        ObjectNode secrets = JsonNodeFactory.instance.objectNode();
        for (int index = 0; index < containers.size(); index++) {
            Members container = this.task.part("containerDefinitions[" + index + "]", containers.get(index));
            String called = container.text("name");
            ObjectNode service = services.putObject(called);
            new ServiceExport(container, service, secrets).all(called, containers);
            if (!architecture.isEmpty()) {
                service.put("platform", architecture.equals("ARM64") ? "linux/arm64" : "linux/amd64");
            }
        }
        volumes();
        if (!secrets.isEmpty()) {
            this.file.set("secrets", secrets);
            this.task.lose("secrets",
                    "Compose does not read from AWS, and hands secrets over as files: make each one known to Docker "
                            + "by its name, or write it into an env_file that you do not commit.");
        }
        this.task.loseTheRest((member) -> WHY.getOrDefault(member, "Compose has no such thing."));
    }

    private void volumes() {
        JsonNode volumes = this.task.take("volumes");
        for (int index = 0; index < volumes.size(); index++) {
            Members volume = this.task.part("volumes[" + index + "]", volumes.get(index));
            this.file.withObject("volumes").putObject(volume.text("name"));
            Members host = volume.part("host");
            host.loseIfThere("sourcePath", "It is a path of an instance: choose one of your machine, or none.");
            volume.loseIfThere("efsVolumeConfiguration", "Files on EFS are not on your machine.");
            volume.loseTheRest((member) -> "Compose has no such thing.");
        }
    }

}
