package dev.shipshape.taskdefinitions.compose;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.shipshape.taskdefinitions.carry.Members;
import dev.shipshape.taskdefinitions.carry.ShellWords;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a container of a Compose service. */
final class ServiceImport {

    private static final String OF_SERVICE = "It belongs to an ECS service and not to what it runs.";

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("env_file", "The file is on your machine: write what it says under environment."),
            Map.entry("networks", "All containers of a task share one network interface."),
            Map.entry("network_mode", "A task on Fargate has the network mode awsvpc."),
            Map.entry("links", "Containers of one task reach each other at localhost."),
            Map.entry("external_links", "Containers of one task reach each other at localhost."),
            Map.entry("container_name", "The container has the service's name."),
            Map.entry("expose", "Every port of a task can be reached where its security group lets it."),
            Map.entry("hostname", "A task with an address of its own has no host name to choose."),
            Map.entry("domainname", "A task with an address of its own has no host name to choose."),
            Map.entry("dns", "A task with an address of its own asks the resolver of its VPC."),
            Map.entry("dns_search", "A task with an address of its own asks the resolver of its VPC."),
            Map.entry("extra_hosts", "A task with an address of its own has no host names of its own."),
            Map.entry("privileged", "Fargate runs nothing privileged."),
            Map.entry("devices", "Fargate has no devices to hand over."),
            Map.entry("tmpfs", "Fargate mounts no memory."),
            Map.entry("shm_size", "Fargate has no shared memory of a size to choose."),
            Map.entry("configs", "ECS has no configuration files: put them into the image, or into variables."),
            Map.entry("profiles", "A task has all of its containers."), Map.entry("scale", OF_SERVICE),
            Map.entry("stop_signal", "ECS sends SIGTERM, or what the image asks for."),
            Map.entry("pull_policy", "Fargate pulls the image for every task."));

    private final Members service;

    private final ObjectNode container;

    private final Map<String, String> names;

    private final Volumes volumes;

    private final Map<String, JsonNode> secrets;

    ServiceImport(Members service, ObjectNode container, Map<String, String> names, Volumes volumes,
            Map<String, JsonNode> secrets) {
        this.service = service;
        this.container = container;
        this.names = names;
        this.volumes = volumes;
        this.secrets = secrets;
    }

    void all(Set<String> architectures) {
        image();
        words("command", "command");
        words("entrypoint", "entryPoint");
        pairs("environment", "its value comes from your shell, which is not known here").forEach((name,
                value) -> this.container.withArray("environment").addObject().put("name", name).put("value", value));
        Map<String, String> labels = pairs("labels", "it has no value");
        if (!labels.isEmpty()) {
            labels.forEach(this.container.putObject("dockerLabels")::put);
        }
        Ports.carry(this.service, this.container);
        this.volumes.carry(this.service, this.container);
        dependsOn();
        secrets();
        text("user", "user");
        text("working_dir", "workingDirectory");
        is("read_only", "readonlyRootFilesystem");
        is("tty", "pseudoTerminal");
        is("stdin_open", "interactive");
        new LimitsImport(this.service, this.container).all();
        platform(architectures);
        restart();
        this.service.loseTheRest((member) -> member.startsWith("x-") ? "It is an extension that only its tool knows."
                : WHY.getOrDefault(member, "ECS has no such thing."));
    }

    private void image() {
        String image = this.service.text("image");
        boolean builds = !this.service.take("build").isMissingNode();
        String name = this.container.path("name").asString("");
        if (image.isEmpty()) {
            image = name.toLowerCase(Locale.ROOT) + ":latest";
            this.service.lose("image", "It names no image: “" + image + "” stands in its place.");
        }
        if (builds) {
            this.service.lose("build",
                    "ECS builds nothing: build the image, push it to a repository, and name it there.");
        }
        this.container.put("image", image);
    }

    private void words(String name, String member) {
        JsonNode said = this.service.take(name);
        ArrayNode words = this.container.arrayNode();
        if (said.isArray()) {
            said.values().forEach((word) -> words.add(word.asString("")));
        }
        else if (!said.isMissingNode()) {
            try {
                ShellWords.split(said.asString("")).forEach(words::add);
            }
            catch (IllegalArgumentException ex) {
                this.service.lose(name, String.valueOf(ex.getMessage()));
            }
        }
        if (!words.isEmpty()) {
            this.container.set(member, words);
        }
    }

    /** A map, or a list of {@code KEY=value}. */
    private Map<String, String> pairs(String name, String without) {
        return Pairs.of(this.service, name, without);
    }

    private void dependsOn() {
        JsonNode others = this.service.take("depends_on");
        ArrayNode waits = this.container.arrayNode();
        if (others.isArray()) {
            others.values().forEach((other) -> depend(waits, other.asString(""), "service_started"));
        }
        else {
            Members each = this.service.part("depends_on", others);
            for (String other : each.names()) {
                Members how = each.part(other);
                String condition = how.text("condition");
                depend(waits, other, condition.isEmpty() ? "service_started" : condition);
                how.loseIfThere("required", "A container cannot wait for one that may be missing.");
                how.loseIfThere("restart", "ECS restarts no container because of another one.");
                how.loseTheRest((member) -> "ECS has no such thing.");
            }
        }
        if (!waits.isEmpty()) {
            this.container.set("dependsOn", waits);
        }
    }

    private void depend(ArrayNode waits, String other, String condition) {
        String name = this.names.get(other);
        String word = switch (condition) {
            case "service_started" -> "START";
            case "service_healthy" -> "HEALTHY";
            case "service_completed_successfully" -> "SUCCESS";
            default -> "";
        };
        if (name == null || word.isEmpty()) {
            this.service.lose("depends_on." + other,
                    (name == null) ? "There is no such service." : "“" + condition + "” is not a condition.");
            return;
        }
        waits.addObject().put("containerName", name).put("condition", word);
    }

    private void secrets() {
        List<JsonNode> used = this.service.list("secrets");
        ArrayNode carried = this.container.arrayNode();
        for (int index = 0; index < used.size(); index++) {
            JsonNode one = used.get(index);
            String source = one.isObject() ? one.path("source").asString("") : one.asString("");
            String target = one.isObject() ? one.path("target").asString(source) : source;
            JsonNode declared = this.secrets.getOrDefault(source, this.container.objectNode());
            String from = declared.path("name").asString("");
            String variable = target.replaceAll(".*/", "").replaceAll("[^A-Za-z0-9_]", "_");
            String path = "secrets[" + index + "]";
            if (!from.startsWith("arn:") || variable.isEmpty()) {
                this.service.lose(path,
                        "Put the secret into Secrets Manager, and name its ARN in the JSON, as valueFrom of "
                                + "a secret of this container.");
            }
            else {
                carried.addObject().put("name", variable).put("valueFrom", from);
                if (!variable.equals(target)) {
                    this.service.lose(path, "It is the variable " + variable + ", and not the file " + target + ".");
                }
            }
        }
        if (!carried.isEmpty()) {
            this.container.set("secrets", carried);
        }
    }

    private void text(String name, String member) {
        String text = this.service.text(name);
        if (!text.isEmpty()) {
            this.container.put(member, text);
        }
    }

    private void is(String name, String member) {
        if (this.service.isTrue(name)) {
            this.container.put(member, true);
        }
    }

    private void platform(Set<String> architectures) {
        String platform = this.service.text("platform").toLowerCase(Locale.ROOT);
        if (platform.matches("(linux/)?(arm64|aarch64)(/v8)?")) {
            architectures.add("ARM64");
        }
        else if (platform.matches("(linux/)?(amd64|x86_64)")) {
            architectures.add("X86_64");
        }
        else if (!platform.isEmpty()) {
            this.service.lose("platform", "Fargate here is Linux on x86 or ARM, 64 bit.");
        }
    }

    private void restart() {
        String restart = this.service.text("restart");
        if (restart.isEmpty() || restart.equals("no") || restart.equals("false")) {
            return;
        }
        ObjectNode policy = this.container.putObject("restartPolicy").put("enabled", true);
        if (restart.startsWith("on-failure")) {
            policy.putArray("ignoredExitCodes").add(0);
            if (restart.contains(":")) {
                this.service.lose("restart", "ECS does not count restarts.");
            }
        }
    }

}
