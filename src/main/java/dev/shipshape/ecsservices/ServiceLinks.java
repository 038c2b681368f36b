package dev.shipshape.ecsservices;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;

/**
 * What a service registers its tasks with.
 *
 * @param targetGroups the ARNs of target groups of load balancers
 * @param registries the ARNs of services of Cloud Map
 * @param namespaces the ARNs or names of the namespaces of Service Connect
 */
public record ServiceLinks(Set<String> targetGroups, Set<String> registries, Set<String> namespaces) {

    static ServiceLinks of(software.amazon.awssdk.services.ecs.model.Service told) {
        Set<String> namespaces = told.deployments()
            .stream()
            .map((deployment) -> deployment.serviceConnectConfiguration())
            .filter((connect) -> connect != null && Boolean.TRUE.equals(connect.enabled())
                    && connect.namespace() != null)
            .map((connect) -> connect.namespace())
            .collect(Collectors.toCollection(TreeSet::new));
        return new ServiceLinks(
                told.loadBalancers()
                    .stream()
                    .map(LoadBalancer::targetGroupArn)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(TreeSet::new)),
                told.serviceRegistries()
                    .stream()
                    .map(ServiceRegistry::registryArn)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(TreeSet::new)),
                namespaces);
    }

}
