package dev.shipshape.taskdefinitions.compose;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.shipshape.taskdefinitions.carry.Members;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The volumes of a Compose file, and where its services mount them. */
final class Volumes {

    private final Members declared;

    private final Set<String> used = new LinkedHashSet<>();

    Volumes(Members declared) {
        this.declared = declared;
    }

    /** Carries the mounts of one service. */
    void carry(Members service, ObjectNode container) {
        List<JsonNode> mounts = service.list("volumes");
        ArrayNode points = container.arrayNode();
        for (int index = 0; index < mounts.size(); index++) {
            String path = "volumes[" + index + "]";
            JsonNode mount = mounts.get(index);
            if (mount instanceof ObjectNode) {
                longOne(service.part(path, mount), points, container.path("name").asString(""));
            }
            else {
                shortOne(service, path, mount.asString(""), points, container.path("name").asString(""));
            }
        }
        if (!points.isEmpty()) {
            container.set("mountPoints", points);
        }
    }

    private void shortOne(Members service, String path, String text, ArrayNode points, String container) {
        String[] parts = text.split(":", -1);
        if (text.isBlank() || parts.length > 3) {
            service.lose(path, "“" + text + "” is not a volume.");
            return;
        }
        if (parts.length == 1) {
            point(points, anonymous(container, points), parts[0], false);
            return;
        }
        boolean readOnly = parts.length == 3 && Set.of(parts[2].split(",", -1)).contains("ro");
        if (parts.length == 3 && !parts[2].matches("ro|rw")) {
            service.lose(path, "Of the options “" + parts[2] + "” only ro is known to ECS.");
        }
        if (!isName(parts[0])) {
            service.lose(path, ofHost(parts[0]));
            return;
        }
        point(points, parts[0], parts[1], readOnly);
    }

    private void longOne(Members mount, ArrayNode points, String container) {
        String type = mount.text("type");
        String source = mount.text("source");
        String target = mount.text("target");
        boolean readOnly = mount.isTrue("read_only");
        if (type.equals("bind") || (!source.isEmpty() && !isName(source))) {
            mount.lose("source", ofHost(source));
            return;
        }
        if ((!type.equals("volume") && !type.isEmpty()) || target.isEmpty()) {
            mount.lose("type", type.equals("tmpfs") ? "Fargate mounts no memory." : "ECS has no such mount.");
            return;
        }
        point(points, source.isEmpty() ? anonymous(container, points) : source, target, readOnly);
        mount.loseTheRest((member) -> "ECS has no such thing.");
    }

    private static boolean isName(String source) {
        return source.matches("[A-Za-z0-9][A-Za-z0-9_.-]*");
    }

    private static String ofHost(String source) {
        return "Fargate has no host whose “" + source + "” could be mounted: put the files into the image, or on EFS.";
    }

    private String anonymous(String container, ArrayNode points) {
        return (container + "-" + (points.size() + 1)).toLowerCase(Locale.ROOT);
    }

    private void point(ArrayNode points, String volume, String target, boolean readOnly) {
        String name = volume.replaceAll("[^A-Za-z0-9_-]", "_");
        this.used.add(name);
        points.addObject().put("sourceVolume", name).put("containerPath", target).put("readOnly", readOnly);
    }

    /** Writes down the volumes that are mounted, and names what their files lose. */
    void onto(ObjectNode task) {
        if (!this.used.isEmpty()) {
            ArrayNode volumes = task.putArray("volumes");
            this.used.forEach((name) -> volumes.addObject().put("name", name));
        }
        for (String name : this.declared.names()) {
            JsonNode options = this.declared.take(name);
            String fit = name.replaceAll("[^A-Za-z0-9_-]", "_");
            if (!this.used.contains(fit)) {
                this.declared.lose(name, "No service mounts it.");
            }
            else {
                this.declared.lose(name,
                        "Its files live as long as the task"
                                + (options.isEmpty() ? "." : ", and its options are left out.")
                                + " For files that stay, give it an EFS file system.");
            }
        }
    }

}
