package dev.shipshape.clusters;

import java.util.List;
import java.util.Map;

import dev.shipshape.audit.Change;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * A cluster to be made.
 *
 * @param name its name
 * @param provider the capacity provider that tasks run on by default: {@code FARGATE} or
 * {@code FARGATE_SPOT}; empty for none
 * @param insights whether Container Insights is on
 * @param tags its tags
 */
record NewCluster(String name, String provider, boolean insights, Map<String, String> tags) {

    /** The request of an action, which tags what it makes. */
    CreateClusterRequest request(Change change) {
        List<Tag> all = change.tags()
            .entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
        CreateClusterRequest.Builder request = CreateClusterRequest.builder()
            .clusterName(this.name)
            .capacityProviders("FARGATE", "FARGATE_SPOT")
            .settings(ClusterSetting.builder()
                .name(ClusterSettingName.CONTAINER_INSIGHTS)
                .value(this.insights ? "enabled" : "disabled")
                .build())
            .tags(all);
        if (!this.provider.isEmpty()) {
            request.defaultCapacityProviderStrategy(
                    CapacityProviderStrategyItem.builder().capacityProvider(this.provider).weight(1).build());
        }
        return request.build();
    }

}
