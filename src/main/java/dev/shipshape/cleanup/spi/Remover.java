package dev.shipshape.cleanup.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.ResourceKind;
import dev.shipshape.aws.Connection;
import dev.shipshape.web.Problem;

/**
 * Removes one kind of resource: what must be gone first, and how. Implemented once per
 * kind by the room that owns it.
 */
public interface Remover extends ResourceKind, Finder {

    @Override
    String key();

    @Override
    default Phase phase() {
        return Phase.WITHIN;
    }

    @Override
    default List<Found> find(Connection connection, Survey survey) {
        return List.of();
    }

    /**
     * When this kind's turn comes, the smallest first: the teardown order that works. A
     * step starts only when all of smaller order in the same scope are confirmed gone.
     */
    Order order();

    /** Why it stands where it stands, such as "A cluster goes when it is empty.". */
    String reason();

    /**
     * Asks AWS to remove a resource, as an action of the present person. That the call
     * returned does not mean that it is gone.
     * @param connection where it stands
     * @param resource what to remove
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    void remove(Connection connection, Resource resource);

    /** How many AWS removes in one call; 1 where each takes a call of its own. */
    default int atOnce() {
        return 1;
    }

    /**
     * Asks AWS to remove several, up to {@link #atOnce}, as {@link #remove} does one.
     * @param connection where they stand
     * @param resources what to remove
     * @return why AWS refused some of them, by ARN
     * @throws dev.shipshape.web.Problem if AWS refuses all of them
     */
    default Map<String, Problem> removeTogether(Connection connection, List<Resource> resources) {
        Map<String, Problem> refused = new LinkedHashMap<>();
        for (Resource resource : resources) {
            try {
                remove(connection, resource);
            }
            catch (Problem problem) {
                refused.put(resource.arn(), problem);
            }
        }
        return refused;
    }

    /**
     * What of this kind stands in a cluster, whoever made it, asked fresh. Tasks that a
     * service keeps are the service's and are left out.
     * @param connection where
     * @param cluster the cluster's name
     * @return the resources; empty for kinds that do not lie in clusters
     */
    default List<Resource> standingIn(Connection connection, String cluster) {
        return List.of();
    }

    /** The address of a resource's page, such as {@code /sandbox/clusters/demo}. */
    @Override
    String page(Connection connection, Resource resource);

    /** The teardown order of ECS and what belongs to it. */
    enum Order {

        /** What scales services, or the count that was set to 0 would climb back. */
        SCALING,
        /** Services, before the tasks that they would start again. */
        SERVICE,
        /** Tasks that no service keeps. */
        TASK,
        /** Load balancers, once no service registers tasks with them. */
        LOAD_BALANCER,
        /** Target groups, once no load balancer sends to them. */
        TARGET_GROUP,
        /** Service discovery: services, then their namespaces. */
        DISCOVERY,
        /** Container instances, once no task runs on them. */
        INSTANCE,
        /** Capacity providers, once their instances are out. */
        CAPACITY_PROVIDER,
        /** Clusters, which must be empty. */
        CLUSTER,
        /** Task definitions, once nothing runs of them. */
        TASK_DEFINITION,
        /** Images and repositories. */
        REPOSITORY,
        /** Log groups, once nobody writes to them. */
        LOG_GROUP,
        /** Security groups and the like. */
        NETWORK,
        /** Roles, last of all. */
        ROLE

    }

}
