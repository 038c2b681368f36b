package dev.shipshape.taskdefinitions.exports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.shipshape.taskdefinitions.carry.Members;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A container of a pod, made of one of a task. */
final class KubernetesContainer {

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("logConfiguration",
                    "On Kubernetes an agent of the cluster collects what containers write, such as Fluent Bit on EKS."),
            Map.entry("repositoryCredentials", "Kubernetes has them as imagePullSecrets."),
            Map.entry("environmentFiles", "The file lies on S3: put what it says into the ConfigMap."),
            Map.entry("restartPolicy", "Kubernetes restarts containers by itself."),
            Map.entry("ulimits", "Kubernetes leaves them to the node."),
            Map.entry("firelensConfiguration", "An agent of the cluster routes logs."),
            Map.entry("resourceRequirements", "Ask for graphics processors under resources, as nvidia.com/gpu."),
            Map.entry("links", "Containers of a pod reach each other at localhost."));

    private final Members container;

    private final String application;

    private final ObjectNode pod;

    private final ObjectNode made = JsonNodeFactory.instance.objectNode();

    private final ObjectNode variables = JsonNodeFactory.instance.objectNode();

    private final ObjectNode annotations = JsonNodeFactory.instance.objectNode();

    private final String name;

    KubernetesContainer(Members container, String application, ObjectNode pod) {
        this.container = container;
        this.application = application;
        this.pod = pod;
        this.name = Kubernetes.name(container.text("name"));
    }

    ObjectNode variables() {
        return this.variables;
    }

    /** What is to be noted at the pod. */
    ObjectNode notes() {
        return this.annotations;
    }

    String configMap() {
        return Kubernetes.name(this.application + "-" + this.name);
    }

    /**
     * The container.
     * @param first the names of those that end before the others begin
     * @param ports the service's, to which its own are added
     */
    ObjectNode all(Set<String> first, ArrayNode ports) {
        this.made.put("name", this.name).put("image", this.container.text("image"));
        words("entryPoint", "command");
        words("command", "args");
        text("workingDirectory", "workingDir");
        is("pseudoTerminal", "tty");
        is("interactive", "stdin");
        ports(ports);
        environment();
        resources();
        probe();
        mounts();
        security();
        order(first);
        annotations();
        String stop = this.container.text("stopTimeout");
        if (stop.matches("\\d{1,6}")) {
            long before = this.pod.path("terminationGracePeriodSeconds").asLong(0);
            this.pod.put("terminationGracePeriodSeconds", Math.max(before, Long.parseLong(stop)));
        }
        this.container
            .loseTheRest((member) -> WHY.getOrDefault(member, "Kubernetes has no such thing for a container."));
        return this.made;
    }

    private void annotations() {
        this.container.take("dockerLabels").forEachEntry((key, value) -> {
            if (key.matches("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")) {
                this.annotations.put(key, value.asString(""));
            }
            else {
                this.container.lose("dockerLabels." + key, "No annotation of Kubernetes can have this name.");
            }
        });
    }

    /** Kubernetes fills in {@code $(NAME)}, unless there are two dollars. */
    private static String plain(String text) {
        return text.replace("$(", "$$(");
    }

    private void words(String member, String name) {
        JsonNode words = this.container.take(member);
        if (!words.isEmpty()) {
            ArrayNode list = this.made.putArray(name);
            words.values().forEach((word) -> list.add(plain(word.asString(""))));
        }
    }

    private void text(String member, String name) {
        String text = this.container.text(member);
        if (!text.isEmpty()) {
            this.made.put(name, text);
        }
    }

    private void is(String member, String name) {
        if (this.container.isTrue(member)) {
            this.made.put(name, true);
        }
    }

    private void ports(ArrayNode ports) {
        JsonNode mappings = this.container.take("portMappings");
        for (int index = 0; index < mappings.size(); index++) {
            Members mapping = this.container.part("portMappings[" + index + "]", mappings.get(index));
            int port = mapping.take("containerPort").asInt(0);
            String protocol = mapping.text("protocol").equals("udp") ? "UDP" : "TCP";
            String application = mapping.text("appProtocol");
            mapping.take("name");
            mapping.take("hostPort");
            mapping.loseIfThere("containerPortRange", "A Service names each port: write them one by one.");
            if (port > 0) {
                this.made.withArray("ports").addObject().put("containerPort", port).put("protocol", protocol);
                ObjectNode served = ports.addObject()
                    .put("name", protocol.toLowerCase(Locale.ROOT) + "-" + port)
                    .put("port", port)
                    .put("protocol", protocol);
                if (!application.isEmpty()) {
                    served.put("appProtocol", application.equals("http2") ? "kubernetes.io/h2c" : application);
                }
            }
            mapping.loseTheRest((member) -> "Kubernetes has no such thing.");
        }
    }

    private void environment() {
        for (JsonNode pair : this.container.take("environment")) {
            String key = pair.path("name").asString("");
            if (key.matches("[-._a-zA-Z0-9]{1,253}")) {
                this.variables.put(key, pair.path("value").asString(""));
            }
            else {
                this.container.lose("environment." + key, "A ConfigMap has letters, digits, -, _ and . in its keys.");
            }
        }
        if (!this.variables.isEmpty()) {
            this.made.putArray("envFrom").addObject().putObject("configMapRef").put("name", configMap());
        }
        for (JsonNode secret : this.container.take("secrets")) {
            String variable = secret.path("name").asString("");
            ObjectNode from = this.made.withArray("env").addObject().put("name", variable);
            from.putObject("valueFrom")
                .putObject("secretKeyRef")
                .put("name", this.application + "-secrets")
                .put("key", variable);
            this.container.lose("secrets." + variable,
                    "Its value lies on AWS (" + secret.path("valueFrom").asString("") + "): the Secret "
                            + this.application + "-secrets has to be made of it, for example by External Secrets.");
        }
    }

    private void resources() {
        int cpu = this.container.take("cpu").asInt(0);
        int memory = this.container.take("memory").asInt(0);
        int reserved = this.container.take("memoryReservation").asInt(0);
        if (cpu > 0) {
            String milli = new BigDecimal(cpu).multiply(new BigDecimal(1000))
                .divide(new BigDecimal(1024), 0, RoundingMode.CEILING)
                .toPlainString();
            this.made.withObject("resources").withObject("requests").put("cpu", milli + "m");
        }
        if (memory > 0) {
            this.made.withObject("resources").withObject("limits").put("memory", memory + "Mi");
        }
        if (reserved > 0) {
            this.made.withObject("resources").withObject("requests").put("memory", reserved + "Mi");
        }
    }

    private void probe() {
        JsonNode said = this.container.take("healthCheck");
        JsonNode command = said.path("command");
        String kind = command.path(0).asString("");
        if (said.isMissingNode() || command.isEmpty() || kind.equals("NONE")) {
            return;
        }
        ObjectNode probe = this.made.putObject("livenessProbe");
        ArrayNode words = probe.putObject("exec").putArray("command");
        if (kind.equals("CMD-SHELL")) {
            words.add("sh").add("-c");
        }
        command.values()
            .stream()
            .skip(Set.of("CMD", "CMD-SHELL").contains(kind) ? 1 : 0)
            .forEach((word) -> words.add(word.asString("")));
        number(said, "interval", probe, "periodSeconds");
        number(said, "timeout", probe, "timeoutSeconds");
        number(said, "retries", probe, "failureThreshold");
        number(said, "startPeriod", probe, "initialDelaySeconds");
        this.container.lose("healthCheck", "Kubernetes restarts the one container; ECS replaces the task.");
    }

    private static void number(JsonNode from, String member, ObjectNode to, String name) {
        int number = from.path(member).asInt(0);
        if (number > 0) {
            to.put(name, number);
        }
    }

    private void mounts() {
        for (JsonNode point : this.container.take("mountPoints")) {
            ObjectNode mount = this.made.withArray("volumeMounts")
                .addObject()
                .put("name", Kubernetes.name(point.path("sourceVolume").asString("")))
                .put("mountPath", point.path("containerPath").asString(""));
            if (point.path("readOnly").asBoolean(false)) {
                mount.put("readOnly", true);
            }
        }
    }

    private void security() {
        if (this.container.isTrue("readonlyRootFilesystem")) {
            this.made.withObject("securityContext").put("readOnlyRootFilesystem", true);
        }
        if (this.container.isTrue("privileged")) {
            this.made.withObject("securityContext").put("privileged", true);
        }
        String user = this.container.text("user");
        if (user.matches("\\d{1,9}(:\\d{1,9})?")) {
            String[] ids = user.split(":", 2);
            this.made.withObject("securityContext").put("runAsUser", Integer.parseInt(ids[0]));
            if (ids.length == 2) {
                this.made.withObject("securityContext").put("runAsGroup", Integer.parseInt(ids[1]));
            }
        }
        else if (!user.isEmpty()) {
            this.container.lose("user", "Kubernetes takes the number of a user, not the name “" + user + "”.");
        }
        Members linux = this.container.part("linuxParameters");
        JsonNode capabilities = linux.take("capabilities");
        if (!capabilities.isEmpty()) {
            this.made.withObject("securityContext").set("capabilities", capabilities);
        }
        linux.loseTheRest((member) -> "Kubernetes has no such thing for a container.");
        for (JsonNode control : this.container.take("systemControls")) {
            this.pod.withObject("securityContext")
                .withArray("sysctls")
                .addObject()
                .put("name", control.path("namespace").asString(""))
                .put("value", control.path("value").asString(""));
        }
    }

    private void order(Set<String> first) {
        for (JsonNode wait : this.container.take("dependsOn")) {
            String other = wait.path("containerName").asString("");
            if (!first.contains(other)) {
                this.container.lose("dependsOn." + other,
                        "Containers of a pod start together: this one has to try until the other answers.");
            }
        }
        JsonNode essential = this.container.take("essential");
        if (essential.isBoolean() && !essential.booleanValue() && first.isEmpty()) {
            this.container.lose("essential",
                    "A pod restarts each of its containers; one that may end belongs into a Job.");
        }
    }

}
