package dev.shipshape.localaws.ecs.placement;

import java.util.Set;

import dev.shipshape.localaws.ecs.instances.Demand;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * A task that looks for a container instance.
 *
 * @param cluster the cluster
 * @param definition what it is made from
 * @param demand what it needs
 * @param rules where it may go
 * @param group the group that spread and distinctInstance look at
 * @param provider the capacity provider whose instances it takes, or null for any
 * @param zones the zones of the subnets that it is to be in; empty without awsvpc
 * @param external whether it needs an instance outside AWS (launch type EXTERNAL)
 */
public record Wanted(Cluster cluster, TaskDefinition definition, Demand demand, Rules rules, String group,
        @Nullable String provider, Set<String> zones, boolean external) {
}
