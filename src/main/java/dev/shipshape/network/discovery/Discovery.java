package dev.shipshape.network.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cost.Billable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicediscovery.model.DeleteNamespaceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DeleteServiceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DeregisterInstanceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DuplicateRequestException;
import software.amazon.awssdk.services.servicediscovery.model.InstanceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.InstanceSummary;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceNotFoundException;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceSummary;
import software.amazon.awssdk.services.servicediscovery.model.Service;
import software.amazon.awssdk.services.servicediscovery.model.ServiceNotFoundException;

/** The services and namespaces of Cloud Map. Ids are never given again. */
@Component
class Discovery {

    static final String SERVICE = "discovery-service";

    static final String NAMESPACE = "discovery-namespace";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    Discovery(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** The services of these ARNs, asked of AWS now. */
    List<Found> services(Connection connection, Set<String> arns) {
        if (arns.isEmpty()) {
            return List.of();
        }
        Map<String, NamespaceSummary> namespaces = namespaces(connection).stream()
            .collect(Collectors.toMap(NamespaceSummary::id, (one) -> one, (one, other) -> one));
        return this.reads.each(arns, (arn) -> service(connection, id(arn)))
            .stream()
            .flatMap(Optional::stream)
            .map((service) -> found(connection, service, namespaces.get(service.namespaceId())))
            .toList();
    }

    private static Found found(Connection connection, Service service, @Nullable NamespaceSummary namespace) {
        String scope = (namespace != null) ? namespace.name() : service.namespaceId();
        return Found
            .of(new Resource(SERVICE, service.name(), scope, service.arn(), service.createDate(), free(connection)))
            .using((namespace != null) ? Map.of(NAMESPACE, Set.of(namespace.arn())) : Map.of());
    }

    /** The namespaces of these ARNs or names, asked of AWS now. */
    List<Found> namespaces(Connection connection, Set<String> used) {
        if (used.isEmpty()) {
            return List.of();
        }
        return namespaces(connection).stream()
            .filter((one) -> used.contains(one.arn()) || used.contains(one.name()) || used.contains(one.id()))
            .map((one) -> Found
                .of(new Resource(NAMESPACE, one.name(), null, one.arn(), one.createDate(), free(connection))))
            .toList();
    }

    private List<NamespaceSummary> namespaces(Connection connection) {
        return this.reads.fresh(() -> this.clients.discovery(connection)
            .listNamespacesPaginator()
            .stream()
            .flatMap((page) -> page.namespaces().stream())
            .toList());
    }

    private static Map<String, String> free(Connection connection) {
        return Billable.nothing(connection.region()).facts();
    }

    private Optional<Service> service(Connection connection, String id) {
        try {
            return Optional.of(this.clients.discovery(connection).getService((request) -> request.id(id)).service());
        }
        catch (ServiceNotFoundException ex) {
            return Optional.empty();
        }
    }

    /** Whether the service stands, asked of AWS now. */
    boolean serviceStands(Connection connection, String arn) {
        return this.reads.fresh(() -> service(connection, id(arn))).isPresent();
    }

    /** Whether the namespace stands, asked of AWS now. */
    boolean namespaceStands(Connection connection, String arn) {
        return this.reads.fresh(() -> {
            try {
                return this.clients.discovery(connection)
                    .getNamespace((request) -> request.id(id(arn)))
                    .namespace() != null;
            }
            catch (NamespaceNotFoundException ex) {
                return false;
            }
        });
    }

    /**
     * Takes the instances off a service and deletes it.
     * @throws dev.shipshape.web.Problem if AWS refuses, with the code ResourceInUse while
     * instances are still on their way out
     */
    void deleteService(Connection connection, Resource resource) {
        ServiceDiscoveryClient discovery = this.clients.discovery(connection);
        String arn = resource.arn();
        String id = id(arn);
        if (!serviceStands(connection, arn)) {
            return;
        }
        List<String> instances = this.reads.fresh(() -> discovery.listInstancesPaginator((one) -> one.serviceId(id))
            .stream()
            .flatMap((page) -> page.instances().stream())
            .map(InstanceSummary::id)
            .toList());
        instances.forEach((instance) -> deregister(connection, resource, instance));
        DeleteServiceRequest request = DeleteServiceRequest.builder().id(id).build();
        Change change = Change.of(connection, Verb.DELETE, SERVICE, resource.name())
            .in(String.valueOf(resource.scope()))
            .on(arn)
            .by(request);
        this.actions.run(change, () -> {
            try {
                discovery.deleteService(request);
                return Outcome.of(arn).gone(arn);
            }
            catch (ServiceNotFoundException ex) {
                return Outcome.of(arn).gone(arn).note("It was gone already.");
            }
        });
    }

    private void deregister(Connection connection, Resource service, String instance) {
        DeregisterInstanceRequest request = DeregisterInstanceRequest.builder()
            .serviceId(id(service.arn()))
            .instanceId(instance)
            .build();
        Change change = Change.of(connection, Verb.UPDATE, SERVICE, service.name())
            .in(String.valueOf(service.scope()))
            .on(service.arn())
            .by(request);
        this.actions.run(change, () -> {
            try {
                this.clients.discovery(connection).deregisterInstance(request);
                return Outcome.of(instance);
            }
            catch (InstanceNotFoundException | ServiceNotFoundException | DuplicateRequestException ex) {
                return Outcome.of(instance).note("It was gone, or going, already.");
            }
        });
    }

    /**
     * Deletes a namespace, which AWS does in its own time.
     * @throws dev.shipshape.web.Problem if AWS refuses, with the code ResourceInUse while
     * services are in it
     */
    void deleteNamespace(Connection connection, Resource resource) {
        String arn = resource.arn();
        DeleteNamespaceRequest request = DeleteNamespaceRequest.builder().id(id(arn)).build();
        Change change = Change.of(connection, Verb.DELETE, NAMESPACE, resource.name()).on(arn).by(request);
        this.actions.run(change, () -> {
            try {
                this.clients.discovery(connection).deleteNamespace(request);
                return Outcome.of(arn).leaving(arn);
            }
            catch (NamespaceNotFoundException ex) {
                return Outcome.of(arn).gone(arn).note("It was gone already.");
            }
            catch (DuplicateRequestException ex) {
                return Outcome.of(arn).leaving(arn).note("It was being deleted already.");
            }
        });
    }

    private static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

}
