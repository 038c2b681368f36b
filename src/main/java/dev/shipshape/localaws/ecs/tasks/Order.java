package dev.shipshape.localaws.ecs.tasks;

import java.util.List;

import dev.shipshape.localaws.ecs.placement.Rules;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What every task of one call, or of one deployment, has in common.
 *
 * @param cluster the cluster
 * @param definition what to start
 * @param placement on what
 * @param rules where, on container instances
 * @param group the group, such as {@code family:web} or {@code service:web}
 * @param startedBy who says so, or null
 * @param overrides what differs from the definition
 * @param tags the tags of each task
 * @param executeCommand whether commands may be run in it
 * @param volumes the names of the EBS volumes that each task gets
 */
public record Order(Cluster cluster, TaskDefinition definition, Placement placement, Rules rules, String group,
        @Nullable String startedBy, TaskOverride overrides, List<Tag> tags, boolean executeCommand,
        List<String> volumes) {
}
