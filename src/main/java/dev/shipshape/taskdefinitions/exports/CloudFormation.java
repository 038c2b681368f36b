package dev.shipshape.taskdefinitions.exports;

import java.util.List;
import java.util.Map;

import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.taskdefinitions.carry.Lost;
import dev.shipshape.taskdefinitions.carry.Written;
import dev.shipshape.taskdefinitions.carry.YamlText;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CloudFormation template of a task definition. The properties of
 * {@code AWS::ECS::TaskDefinition} are the members of the request with a capital letter,
 * but for a few (CloudFormation user guide, template reference).
 */
final class CloudFormation {

    private static final Map<String, String> OTHERWISE = Map.of("efsVolumeConfiguration", "EFSVolumeConfiguration",
            "fsxWindowsFileServerVolumeConfiguration", "FSxWindowsFileServerVolumeConfiguration", "iam", "IAM");

    private CloudFormation() {
    }

    static Written of(ObjectNode definition) {
        ObjectNode properties = SdkJson.renamed(definition, RegisterTaskDefinitionRequest.builder(),
                CloudFormation::property);
        properties.path("Volumes").forEach((volume) -> {
            if (volume.get("EFSVolumeConfiguration") instanceof ObjectNode efs && efs.has("FileSystemId")) {
                efs.set("FilesystemId", efs.remove("FileSystemId"));
            }
        });
        if (properties.get("ProxyConfiguration") instanceof ObjectNode proxy && proxy.has("Properties")) {
            proxy.set("ProxyConfigurationProperties", proxy.remove("Properties"));
        }
        ObjectNode template = JsonNodeFactory.instance.objectNode();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.putObject("Resources")
            .putObject("TaskDefinition")
            .put("Type", "AWS::ECS::TaskDefinition")
            .set("Properties", properties);
        template.putObject("Outputs").putObject("TaskDefinitionArn").putObject("Value").put("Ref", "TaskDefinition");
        List<Lost> lost = definition.path("tags").isEmpty() ? List.of()
                : List.of(new Lost("tags", "They are carried over; the tags of the stack come on top of them."));
        return new Written(YamlText.write(List.of(template)), lost);
    }

    private static String property(String member) {
        return OTHERWISE.getOrDefault(member, Character.toUpperCase(member.charAt(0)) + member.substring(1));
    }

}
