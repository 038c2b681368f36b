package dev.shipshape.localaws.ecs.shared;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What ECS remembers, each thing under its ARN. Tags lie apart from what they are on.
 */
public record EcsTables(Table<Cluster> clusters, Table<TaskDefinition> taskDefinitions, Table<Task> tasks,
        Table<Service> services, Table<ContainerInstance> containerInstances, Table<ListTagsForResourceResponse> tags,
        TaskIndex taskIndex, ServiceIndex serviceIndex, ClusterIndex clusterIndex, InstanceIndex instanceIndex) {

    /** The tables in a store. */
    public static EcsTables of(Store store) {
        Table<Task> tasks = store.table("ecs.tasks", Task::builder);
        Table<Cluster> clusters = store.table("ecs.clusters", Cluster::builder);
        Table<Service> services = store.table("ecs.services", Service::builder);
        Table<ContainerInstance> instances = store.table("ecs.container-instances", ContainerInstance::builder);
        return new EcsTables(clusters, store.table("ecs.task-definitions", TaskDefinition::builder), tasks, services,
                instances, store.table("ecs.tags", ListTagsForResourceResponse::builder), new TaskIndex(tasks),
                new ServiceIndex(services), new ClusterIndex(clusters), new InstanceIndex(instances));
    }

}
