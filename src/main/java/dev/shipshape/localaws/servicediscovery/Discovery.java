package dev.shipshape.localaws.servicediscovery;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.servicediscovery.model.DiscoverInstancesRequest;
import software.amazon.awssdk.services.servicediscovery.model.DiscoverInstancesResponse;
import software.amazon.awssdk.services.servicediscovery.model.HealthStatus;
import software.amazon.awssdk.services.servicediscovery.model.HealthStatusFilter;
import software.amazon.awssdk.services.servicediscovery.model.HttpInstanceSummary;
import software.amazon.awssdk.services.servicediscovery.model.Instance;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.Service;

/**
 * Finds the instances of a service by names. Their health is the one that they began
 * with: nothing is checked here.
 */
final class Discovery {

    private final CloudMapTables tables;

    Discovery(CloudMapTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DiscoverInstances", Operation.of(DiscoverInstancesRequest::builder, this::discover)
            .requiring("NamespaceName", "ServiceName"));
    }

    private DiscoverInstancesResponse discover(CallContext context, DiscoverInstancesRequest request) {
        CloudMapChecks.range("maxResults", request.maxResults(), 1, 1000);
        CloudMapChecks.oneOf("healthStatus", request.healthStatusAsString(), HealthStatusFilter.knownValues());
        Namespace namespace = this.tables.namespaceNamed(context, request.namespaceName())
            .orElseThrow(() -> new AwsError("NamespaceNotFound", "Namespace not found: " + request.namespaceName()));
        Service service = this.tables.servicesOf(context, namespace.id())
            .stream()
            .filter((one) -> one.name().equals(request.serviceName()))
            .findFirst()
            .orElseThrow(() -> new AwsError("ServiceNotFound", "Service not found: " + request.serviceName()));
        List<HttpInstanceSummary> found = this.tables.instancesOf(context, service.id())
            .stream()
            .filter((instance) -> holds(instance, request.queryParameters()))
            .map((instance) -> shown(instance, namespace, service))
            .toList();
        found = preferred(found, request.optionalParameters());
        int size = (request.maxResults() != null) ? request.maxResults() : 100;
        return DiscoverInstancesResponse.builder()
            .instances(healthy(found, request.healthStatus()).stream().limit(size).toList())
            .build();
    }

    private static boolean holds(Instance instance, Map<String, String> wanted) {
        return instance.attributes().entrySet().containsAll(wanted.entrySet());
    }

    /** Those that also fit what is optional, or all if none does. */
    private static List<HttpInstanceSummary> preferred(List<HttpInstanceSummary> found, Map<String, String> wanted) {
        List<HttpInstanceSummary> fitting = found.stream()
            .filter((one) -> one.attributes().entrySet().containsAll(wanted.entrySet()))
            .toList();
        return fitting.isEmpty() ? found : fitting;
    }

    /** What has no check counts as healthy. */
    private static List<HttpInstanceSummary> healthy(List<HttpInstanceSummary> found, HealthStatusFilter filter) {
        List<HttpInstanceSummary> well = found.stream()
            .filter((one) -> one.healthStatus() != HealthStatus.UNHEALTHY)
            .toList();
        return switch (Objects.requireNonNullElse(filter, HealthStatusFilter.HEALTHY_OR_ELSE_ALL)) {
            case HEALTHY -> well;
            case UNHEALTHY -> found.stream().filter((one) -> one.healthStatus() == HealthStatus.UNHEALTHY).toList();
            case HEALTHY_OR_ELSE_ALL -> well.isEmpty() ? found : well;
            default -> found;
        };
    }

    private static HttpInstanceSummary shown(Instance instance, Namespace namespace, Service service) {
        boolean checked = service.healthCheckConfig() != null || service.healthCheckCustomConfig() != null;
        String first = instance.attributes().getOrDefault(InstanceRules.HEALTH, "HEALTHY");
        return HttpInstanceSummary.builder()
            .instanceId(instance.id())
            .namespaceName(namespace.name())
            .serviceName(service.name())
            .healthStatus(checked ? first : HealthStatus.UNKNOWN.toString())
            .attributes(instance.attributes())
            .build();
    }

}
