package dev.shipshape.localaws.ecs.capacity;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.protocol.JsonCodec;
import software.amazon.awssdk.services.ecs.model.CreateManagedInstancesProviderConfiguration;
import software.amazon.awssdk.services.ecs.model.InstanceLaunchTemplate;
import software.amazon.awssdk.services.ecs.model.ManagedInstancesProvider;
import software.amazon.awssdk.services.ecs.model.PropagateMITags;
import software.amazon.awssdk.services.ecs.model.UpdateManagedInstancesProviderConfiguration;

/**
 * The rules of a provider of managed instances. The sandbox keeps what was asked for; it
 * starts no instances.
 */
final class ManagedInstances {

    private ManagedInstances() {
    }

    static ManagedInstancesProvider checked(CreateManagedInstancesProviderConfiguration asked) {
        InstanceLaunchTemplate template = asked.instanceLaunchTemplate();
        if (asked.infrastructureRoleArn() == null || asked.infrastructureRoleArn().isEmpty()) {
            throw EcsErrors.invalidParameter("infrastructureRoleArn can not be blank.");
        }
        if (template == null || template.ec2InstanceProfileArn() == null) {
            throw EcsErrors.invalidParameter("ec2InstanceProfileArn can not be blank.");
        }
        if (template.networkConfiguration() == null || template.networkConfiguration().subnets().isEmpty()) {
            throw EcsErrors.invalidParameter("subnets can not be empty.");
        }
        return ManagedInstancesProvider.builder()
            .infrastructureRoleArn(asked.infrastructureRoleArn())
            .instanceLaunchTemplate(template)
            .propagateTags((asked.propagateTags() != null) ? asked.propagateTags() : PropagateMITags.NONE)
            .infrastructureOptimization(asked.infrastructureOptimization())
            .build();
    }

    static ManagedInstancesProvider updated(ManagedInstancesProvider before,
            UpdateManagedInstancesProviderConfiguration asked) {
        if (asked.infrastructureRoleArn() == null || asked.instanceLaunchTemplate() == null) {
            throw EcsErrors.invalidParameter("infrastructureRoleArn and instanceLaunchTemplate can not be blank.");
        }
        // The update's template has the same members, all of them optional.
        InstanceLaunchTemplate.Builder template = before.instanceLaunchTemplate().toBuilder();
        JsonCodec.read(JsonCodec.write(asked.instanceLaunchTemplate()), (software.amazon.awssdk.core.SdkPojo) template);
        return before.toBuilder()
            .infrastructureRoleArn(asked.infrastructureRoleArn())
            .instanceLaunchTemplate(template.build())
            .propagateTags((asked.propagateTags() != null) ? asked.propagateTags() : before.propagateTags())
            .infrastructureOptimization((asked.infrastructureOptimization() != null)
                    ? asked.infrastructureOptimization() : before.infrastructureOptimization())
            .build();
    }

}
