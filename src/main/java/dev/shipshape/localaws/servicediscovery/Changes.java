package dev.shipshape.localaws.servicediscovery;

import java.util.Objects;
import java.util.Optional;

import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.servicediscovery.model.Instance;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.Operation;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.Service;

/**
 * What operations put in place when they are carried out, kept until then by region and
 * operation.
 */
final class Changes {

    private final CloudMapTables tables;

    private final Network network;

    private final Table<Namespace> namespaces;

    private final Table<Vpc> vpcs;

    private final Table<Service> services;

    private final Table<Instance> instances;

    Changes(Store store, CloudMapTables tables, Network network) {
        this.tables = tables;
        this.network = network;
        this.namespaces = store.table("servicediscovery.coming-namespaces", Namespace::builder);
        this.vpcs = store.records("servicediscovery.coming-vpcs", Vpc.class);
        this.services = store.table("servicediscovery.coming-services", Service::builder);
        this.instances = store.table("servicediscovery.coming-instances", Instance::builder);
    }

    void add(String region, String operation, Namespace namespace) {
        this.namespaces.put(CloudMapTables.key(region, operation), namespace);
    }

    /** The VPC that a private namespace is for, which has to be there. */
    void addVpc(String region, String operation, String vpc) {
        this.vpcs.put(CloudMapTables.key(region, operation), new Vpc(vpc));
    }

    void add(String region, String operation, Service service) {
        this.services.put(CloudMapTables.key(region, operation), service);
    }

    void add(String region, String operation, Instance instance) {
        this.instances.put(CloudMapTables.key(region, operation), instance);
    }

    /** Does what the operation is for. */
    Optional<Progress.Failure> carryOut(String region, Operation operation) {
        String key = CloudMapTables.key(region, operation.id());
        switch (operation.type()) {
            case CREATE_NAMESPACE -> {
                return create(region, key);
            }
            case DELETE_NAMESPACE -> {
                String id = target(operation, OperationTargetType.NAMESPACE);
                this.tables.namespaces().find(CloudMapTables.key(region, id)).ifPresent((namespace) -> {
                    this.tables.namespaces().remove(CloudMapTables.key(region, id));
                    this.tables.tags().remove(namespace.arn());
                });
            }
            case UPDATE_SERVICE -> this.services.find(key).ifPresent((service) -> {
                this.tables.services().put(CloudMapTables.key(region, service.id()), service);
                this.services.remove(key);
            });
            case REGISTER_INSTANCE -> this.instances.find(key).ifPresent((instance) -> {
                this.tables.instances().put(instanceKey(region, operation), instance);
                this.instances.remove(key);
            });
            case DEREGISTER_INSTANCE -> this.tables.instances().remove(instanceKey(region, operation));
            default -> throw new IllegalStateException("nothing submits " + operation.type());
        }
        return Optional.empty();
    }

    private Optional<Progress.Failure> create(String region, String key) {
        Namespace namespace = this.namespaces.find(key).orElseThrow();
        Optional<Progress.Failure> failure = this.vpcs.find(key)
            .filter((vpc) -> !this.network.hasVpc(region, vpc.id()))
            .map((vpc) -> new Progress.Failure("CANNOT_CREATE_HOSTED_ZONE", "The VPC that you chose, " + vpc.id()
                    + " in the region " + region + ", is either not authorized or does not exist."));
        if (failure.isEmpty()) {
            this.tables.namespaces().put(CloudMapTables.key(region, namespace.id()), namespace);
        }
        else {
            this.tables.tags().remove(namespace.arn());
        }
        this.namespaces.remove(key);
        this.vpcs.remove(key);
        return failure;
    }

    private static String instanceKey(String region, Operation operation) {
        return CloudMapTables.key(region, target(operation, OperationTargetType.SERVICE),
                target(operation, OperationTargetType.INSTANCE));
    }

    private static String target(Operation operation, OperationTargetType type) {
        return Objects.requireNonNull(operation.targets().get(type));
    }

    /**
     * A VPC.
     *
     * @param id such as {@code vpc-0a1b2c3d}
     */
    record Vpc(String id) {
    }

}
