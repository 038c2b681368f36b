package dev.shipshape.ecsservices.options;

import dev.shipshape.ecsservices.Service;
import dev.shipshape.web.Problem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import dev.shipshape.clusters.StrategyItem;

/** What was typed, as ECS takes it. */
public final class Told {

    private Told() {
    }

    /**
     * Tells a new service. What ECS does by itself is left out.
     * @throws Problem about the field that is wrong
     */
    public static void of(OptionsForm form, CreateServiceRequest.Builder request) {
        if (!form.items().isEmpty()) {
            request.launchType((LaunchType) null)
                .capacityProviderStrategy(form.items().stream().map(StrategyItem::toAws).toList());
        }
        if (!form.platform().isEmpty()) {
            request.platformVersion(form.platform());
        }
        request.deploymentConfiguration(form.deployment());
        if (form.seconds() > 0) {
            request.healthCheckGracePeriodSeconds(form.seconds());
        }
        if (!form.rebalancing().isEmpty()) {
            request.availabilityZoneRebalancing(form.rebalancing());
        }
        if (!form.balancers().isEmpty()) {
            request.loadBalancers(form.balancers());
        }
        if (!form.constraintItems().isEmpty()) {
            request.placementConstraints(form.constraintItems());
        }
        if (!form.placementItems().isEmpty()) {
            request.placementStrategy(form.placementItems());
        }
        if (form.exec()) {
            request.enableExecuteCommand(true);
        }
        request.propagateTags(form.propagate().isEmpty() ? "NONE" : form.propagate())
            .enableECSManagedTags(form.managedTags());
    }

    /**
     * Tells a service that stands only what is another now. A strategy changes only with
     * a new deployment (ECS API reference, UpdateService).
     * @throws Problem about the field that is wrong
     */
    static void of(OptionsForm form, Service service, UpdateServiceRequest.Builder request) {
        OptionsForm now = OptionsForm.of(service.options());
        if (!form.items().equals(now.items())) {
            request.capacityProviderStrategy(form.items().stream().map(StrategyItem::toAws).toList())
                .forceNewDeployment(true);
        }
        if (!form.platform().isEmpty() && !form.platform().equals(now.platform())) {
            request.platformVersion(form.platform());
        }
        if (!form.deployment().equals(now.deployment())) {
            request.deploymentConfiguration(form.deployment());
        }
        if (form.seconds() != now.seconds()) {
            request.healthCheckGracePeriodSeconds(form.seconds());
        }
        if (!form.rebalancing().isEmpty() && !form.rebalancing().equals(now.rebalancing())) {
            request.availabilityZoneRebalancing(form.rebalancing());
        }
        if (!form.balancers().equals(now.balancers())) {
            request.loadBalancers(form.balancers());
        }
        if (!form.constraintItems().equals(now.constraintItems())) {
            request.placementConstraints(form.constraintItems());
        }
        if (!form.placementItems().equals(now.placementItems())) {
            request.placementStrategy(form.placementItems());
        }
        if (!form.exec().equals(now.exec())) {
            request.enableExecuteCommand(form.exec());
        }
        if (!form.propagate().isEmpty() && !form.propagate().equals(now.propagate())) {
            request.propagateTags(form.propagate());
        }
        if (!form.managedTags().equals(now.managedTags())) {
            request.enableECSManagedTags(form.managedTags());
        }
    }

}
