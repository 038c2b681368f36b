package dev.shipshape.taskdefinitions.form;

import java.util.List;

import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a new form begins with: a definition that can be registered nearly as it stands.
 */
final class Presets {

    private static final String WEB = "public.ecr.aws/nginx/nginx:latest";

    private static final String DATABASE = "public.ecr.aws/docker/library/redis:latest";

    private Presets() {
    }

    /** One container that listens on port 80. */
    static TaskDefinitionJson single(List<String> images, String role, String region) {
        TaskDefinitionJson json = fargate("web", role);
        ObjectNode web = container(json, "web", image(images, "web", WEB), "/ecs/web", region);
        web.putArray("portMappings").addObject().put("containerPort", 80).put("protocol", "tcp");
        return json;
    }

    /** A web container and the database that it waits for, in one task. */
    static TaskDefinitionJson twoTier(List<String> images, String role, String region) {
        TaskDefinitionJson json = fargate("two-tier", role);
        ObjectNode web = container(json, "web", image(images, "web", WEB), "/ecs/two-tier", region);
        web.putArray("portMappings").addObject().put("containerPort", 80).put("protocol", "tcp");
        // containers of one awsvpc task share its network interface
        web.putArray("environment").addObject().put("name", "DATABASE_HOST").put("value", "localhost");
        web.putArray("dependsOn").addObject().put("containerName", "db").put("condition", "START");
        container(json, "db", image(images, "db", DATABASE), "/ecs/two-tier", region);
        return json;
    }

    private static TaskDefinitionJson fargate(String family, String role) {
        TaskDefinitionJson json = TaskDefinitionJson.parse("{}");
        ObjectNode tree = json.tree().put("family", family);
        tree.putArray("requiresCompatibilities").add(LaunchTypeText.FARGATE);
        tree.put("networkMode", "awsvpc").put("cpu", "256").put("memory", "512");
        tree.putObject("runtimePlatform").put("cpuArchitecture", "X86_64").put("operatingSystemFamily", "LINUX");
        if (!role.isEmpty()) {
            tree.put("executionRoleArn", role);
        }
        return json;
    }

    private static ObjectNode container(TaskDefinitionJson json, String name, String image, String logGroup,
            String region) {
        ArrayNode containers = json.tree().withArray("containerDefinitions");
        ObjectNode container = containers.addObject().put("name", name).put("image", image).put("essential", true);
        new LogGroupText(region).write(container, "logConfiguration", logGroup);
        return container;
    }

    /**
     * The pushed image whose tag says what it is for, else whose name does, else a public
     * one.
     */
    private static String image(List<String> images, String word, String otherwise) {
        return images.stream()
            .filter((image) -> image.endsWith(":" + word))
            .findFirst()
            .or(() -> images.stream()
                .filter((image) -> image.substring(image.lastIndexOf('/') + 1).startsWith(word))
                .findFirst())
            .orElse(otherwise);
    }

}
