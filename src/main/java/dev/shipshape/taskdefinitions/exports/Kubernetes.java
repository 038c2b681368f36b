package dev.shipshape.taskdefinitions.exports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.shipshape.taskdefinitions.carry.Members;
import dev.shipshape.taskdefinitions.carry.Written;
import dev.shipshape.taskdefinitions.carry.YamlText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes manifests of a task definition: a Deployment whose pod is the task, a
 * Service for its ports, a ConfigMap for the variables of each container, and a
 * ServiceAccount for its role.
 */
final class Kubernetes {

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("executionRoleArn",
                    "On EKS the role of the node, or of its Fargate profile, pulls images and writes logs."),
            Map.entry("requiresCompatibilities",
                    "What runs a pod is chosen by node groups, and for Fargate by a profile of its namespace."),
            Map.entry("cpu", "A pod is as large as its containers ask for: give each one its part."),
            Map.entry("memory", "A pod is as large as its containers ask for: give each one its part."),
            Map.entry("ephemeralStorage", "On EKS a pod asks for it under resources, as ephemeral-storage."),
            Map.entry("placementConstraints", "On Kubernetes that is said by a node selector, affinity or taints."),
            Map.entry("proxyConfiguration", "A service mesh brings its proxy itself."),
            Map.entry("tags", "Labels of Kubernetes have other rules; tags of AWS stay with resources of AWS."));

    private final Members task;

    private final String name;

    private final List<ObjectNode> documents = new ArrayList<>();

    private final ObjectNode pod = JsonNodeFactory.instance.objectNode();

    private Kubernetes(ObjectNode definition) {
        this.task = Members.of(definition);
        this.name = name(this.task.text("family"));
    }

    static Written of(ObjectNode definition) {
        Kubernetes kubernetes = new Kubernetes(definition);
        kubernetes.all();
        return new Written(YamlText.write(kubernetes.documents), kubernetes.task.lost());
    }

    /** A name as Kubernetes has them: small letters, digits and -, up to 63. */
    static String name(String text) {
        String fit = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String name = fit.substring(0, Math.min(fit.length(), 60)).replaceAll("-+$", "");
        return name.isEmpty() ? "app" : name;
    }

    private void all() {
        ObjectNode deployment = document("apps/v1", "Deployment", this.name);
        ObjectNode spec = deployment.putObject("spec").put("replicas", 1);
        spec.putObject("selector").putObject("matchLabels").put("app", this.name);
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").putObject("labels").put("app", this.name);
        template.set("spec", this.pod);
        role();
        platform();
        network();
        JsonNode containers = this.task.take("containerDefinitions");
        containers(containers, template);
        volumes();
        this.documents.add(0, deployment);
        this.task.loseTheRest((member) -> WHY.getOrDefault(member, "Kubernetes has no such thing."));
    }

    private static ObjectNode document(String version, String kind, String name) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("apiVersion", version).put("kind", kind);
        document.putObject("metadata").put("name", name);
        return document;
    }

    private void role() {
        String role = this.task.text("taskRoleArn");
        if (!role.isEmpty()) {
            ObjectNode account = document("v1", "ServiceAccount", this.name);
            ((ObjectNode) account.path("metadata")).putObject("annotations").put("eks.amazonaws.com/role-arn", role);
            this.documents.add(account);
            this.pod.put("serviceAccountName", this.name);
            this.task.lose("taskRoleArn", "The role must trust the cluster's own identity provider, not ecs-tasks.");
        }
    }

    private void platform() {
        Members platform = this.task.part("runtimePlatform");
        String architecture = platform.text("cpuArchitecture");
        String system = platform.text("operatingSystemFamily");
        if (!architecture.isEmpty() || !system.isEmpty()) {
            this.pod.putObject("nodeSelector")
                .put("kubernetes.io/arch", architecture.equals("ARM64") ? "arm64" : "amd64")
                .put("kubernetes.io/os", system.startsWith("WINDOWS") ? "windows" : "linux");
        }
    }

    private void network() {
        String mode = this.task.text("networkMode");
        if (mode.equals("host")) {
            this.pod.put("hostNetwork", true);
        }
        else if (!mode.isEmpty() && !mode.equals("awsvpc")) {
            this.task.lose("networkMode", "All containers of a pod share one address, as in awsvpc.");
        }
        if (this.task.text("pidMode").equals("host")) {
            this.pod.put("hostPID", true);
        }
    }

    private void containers(JsonNode containers, ObjectNode template) {
        Set<String> first = awaited(containers);
        ArrayNode running = JsonNodeFactory.instance.arrayNode();
        ArrayNode ports = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < containers.size(); index++) {
            Members members = this.task.part("containerDefinitions[" + index + "]", containers.get(index));
            String called = containers.get(index).path("name").asString("");
            KubernetesContainer container = new KubernetesContainer(members, this.name, this.pod);
            boolean ends = first.contains(called);
            (ends ? this.pod.withArray("initContainers") : running).add(container.all(first, ports));
            ObjectNode variables = container.variables();
            if (!variables.isEmpty()) {
                ObjectNode map = document("v1", "ConfigMap", container.configMap());
                map.set("data", variables);
                this.documents.add(map);
            }
            container.notes()
                .forEachEntry((key, value) -> ((ObjectNode) template.path("metadata")).withObject("annotations")
                    .set(key, value));
        }
        this.pod.set("containers", running);
        if (!ports.isEmpty()) {
            ObjectNode service = document("v1", "Service", this.name);
            ObjectNode spec = service.putObject("spec");
            spec.putObject("selector").put("app", this.name);
            spec.set("ports", ports);
            this.documents.add(service);
        }
    }

    /** Those whose end others wait for; not all of them, since a pod runs something. */
    private static Set<String> awaited(JsonNode containers) {
        Set<String> awaited = new HashSet<>();
        for (JsonNode container : containers) {
            for (JsonNode wait : container.path("dependsOn")) {
                if (Set.of("SUCCESS", "COMPLETE").contains(wait.path("condition").asString(""))) {
                    awaited.add(wait.path("containerName").asString(""));
                }
            }
        }
        return (awaited.size() < containers.size()) ? awaited : Set.of();
    }

    private void volumes() {
        JsonNode volumes = this.task.take("volumes");
        for (int index = 0; index < volumes.size(); index++) {
            Members volume = this.task.part("volumes[" + index + "]", volumes.get(index));
            ObjectNode made = this.pod.withArray("volumes").addObject().put("name", name(volume.text("name")));
            String path = volume.part("host").text("sourcePath");
            if (!path.isEmpty()) {
                made.putObject("hostPath").put("path", path);
            }
            else if (!volume.take("efsVolumeConfiguration").isMissingNode()) {
                made.putObject("persistentVolumeClaim").put("claimName", name(made.path("name").asString("")));
                volume.lose("efsVolumeConfiguration",
                        "A claim of this name has to be made, of a volume of the EFS driver (efs.csi.aws.com).");
            }
            else {
                made.putObject("emptyDir");
            }
            volume.loseTheRest((member) -> "Kubernetes has no such thing.");
        }
    }

}
