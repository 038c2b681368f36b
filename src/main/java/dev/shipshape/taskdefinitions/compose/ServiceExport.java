package dev.shipshape.taskdefinitions.compose;

import java.util.Map;
import java.util.Set;

import dev.shipshape.taskdefinitions.carry.Members;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a Compose service of a container. */
final class ServiceExport {

    private static final Map<String, String> WHY = Map.of("environmentFiles",
            "The file lies on S3: fetch it, and name it as env_file.", "repositoryCredentials",
            "Docker pulls with the login that it has.", "firelensConfiguration", "It routes logs on ECS alone.",
            "credentialSpecs", "It is for Windows on a domain.");

    private final Members container;

    private final ObjectNode service;

    private final ObjectNode secrets;

    ServiceExport(Members container, ObjectNode service, ObjectNode secrets) {
        this.container = container;
        this.service = service;
        this.secrets = secrets;
    }

    void all(String name, JsonNode containers) {
        this.service.put("image", this.container.text("image"));
        words("command", "command");
        words("entryPoint", "entrypoint");
        this.container.take("environment")
            .values()
            .forEach((pair) -> this.service.withObject("environment")
                .put(pair.path("name").asString(""), plain(pair.path("value").asString(""))));
        this.container.take("dockerLabels")
            .properties()
            .forEach((label) -> this.service.withObject("labels")
                .put(label.getKey(), plain(label.getValue().asString(""))));
        ports();
        mounts();
        dependsOn();
        essential(name, containers);
        secrets();
        text("user", "user");
        text("workingDirectory", "working_dir");
        is("readonlyRootFilesystem", "read_only");
        is("privileged", "privileged");
        is("pseudoTerminal", "tty");
        is("interactive", "stdin_open");
        new LimitsExport(this.container, this.service).all();
        this.container.loseTheRest((member) -> WHY.getOrDefault(member, "Compose has no such thing."));
    }

    /** Compose fills in what stands behind a dollar. */
    static String plain(String text) {
        return text.replace("$", "$$");
    }

    private void words(String member, String name) {
        JsonNode words = this.container.take(member);
        if (!words.isEmpty()) {
            ArrayNode list = this.service.putArray(name);
            words.values().forEach((word) -> list.add(plain(word.asString(""))));
        }
    }

    private void ports() {
        JsonNode mappings = this.container.take("portMappings");
        for (int index = 0; index < mappings.size(); index++) {
            Members mapping = this.container.part("portMappings[" + index + "]", mappings.get(index));
            String protocol = mapping.text("protocol");
            String host = mapping.text("hostPort");
            String port = mapping.text("containerPort");
            String range = mapping.text("containerPortRange");
            String target = range.isEmpty() ? port : range;
            boolean published = !host.isEmpty() && !host.equals("0");
            ArrayNode ports = this.service.withArray("ports");
            String name = mapping.text("name");
            String application = mapping.text("appProtocol");
            if (name.isEmpty() && application.isEmpty()) {
                ports.add((published ? host : target) + ":" + target + (protocol.equals("udp") ? "/udp" : ""));
            }
            else {
                ObjectNode one = ports.addObject().put("target", target).put("published", published ? host : target);
                one.put("protocol", protocol.isEmpty() ? "tcp" : protocol);
                put(one, "name", name);
                put(one, "app_protocol", application);
            }
            mapping.loseTheRest((member) -> "Compose has no such thing.");
        }
    }

    private static void put(ObjectNode object, String name, String text) {
        if (!text.isEmpty()) {
            object.put(name, text);
        }
    }

    private void mounts() {
        JsonNode points = this.container.take("mountPoints");
        for (JsonNode point : points) {
            boolean readOnly = point.path("readOnly").asBoolean(false);
            this.service.withArray("volumes")
                .add(point.path("sourceVolume").asString("") + ":" + point.path("containerPath").asString("")
                        + (readOnly ? ":ro" : ""));
        }
        for (JsonNode from : this.container.take("volumesFrom")) {
            this.service.withArray("volumes_from")
                .add(from.path("sourceContainer").asString("") + (from.path("readOnly").asBoolean(false) ? ":ro" : ""));
        }
    }

    private void dependsOn() {
        for (JsonNode wait : this.container.take("dependsOn")) {
            String other = wait.path("containerName").asString("");
            String condition = wait.path("condition").asString("START");
            String word = switch (condition) {
                case "HEALTHY" -> "service_healthy";
                case "SUCCESS", "COMPLETE" -> "service_completed_successfully";
                default -> "service_started";
            };
            if (condition.equals("COMPLETE")) {
                this.container.lose("dependsOn." + other, "Compose waits for a good end, not for any end.");
            }
            this.service.withObject("depends_on").putObject(other).put("condition", word);
        }
    }

    /** Not being essential is what others' waiting for its end says too. */
    private void essential(String name, JsonNode containers) {
        JsonNode essential = this.container.take("essential");
        boolean awaited = containers.values()
            .stream()
            .flatMap((other) -> other.path("dependsOn").values().stream())
            .anyMatch((wait) -> wait.path("containerName").asString("").equals(name)
                    && Set.of("SUCCESS", "COMPLETE").contains(wait.path("condition").asString("")));
        boolean ends = essential.isBoolean() && !essential.booleanValue();
        if (ends && !awaited) {
            this.container.lose("essential", "In Compose no service needs to go on for the others.");
        }
        else if (!ends && containers.size() > 1) {
            this.container.lose("essential", "In Compose the others go on when this one ends.");
        }
    }

    private void secrets() {
        for (JsonNode secret : this.container.take("secrets")) {
            String name = secret.path("name").asString("");
            String from = secret.path("valueFrom").asString("");
            String known = free(name, from);
            this.secrets.putObject(known).put("external", true).put("name", from);
            this.service.withArray("secrets").addObject().put("source", known).put("target", name);
        }
    }

    private String free(String name, String from) {
        String free = name;
        for (int number = 2; this.secrets.has(free)
                && !this.secrets.path(free).path("name").asString("").equals(from); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    private void text(String member, String name) {
        put(this.service, name, plain(this.container.text(member)));
    }

    private void is(String member, String name) {
        if (this.container.isTrue(member)) {
            this.service.put(name, true);
        }
    }

}
