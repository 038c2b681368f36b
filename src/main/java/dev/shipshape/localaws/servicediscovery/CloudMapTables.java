package dev.shipshape.localaws.servicediscovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.servicediscovery.model.Instance;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.Service;

/**
 * What Cloud Map remembers. Keys are region and id with a bar between them; those of
 * instances are region, id of the service, id of the instance.
 */
final class CloudMapTables {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private final Table<Namespace> namespaces;

    private final Table<Service> services;

    private final Table<Instance> instances;

    private final Table<Tags> tags;

    CloudMapTables(Store store) {
        this.namespaces = store.table("servicediscovery.namespaces", Namespace::builder);
        this.services = store.table("servicediscovery.services", Service::builder);
        this.instances = store.table("servicediscovery.instances", Instance::builder);
        this.tags = store.records("servicediscovery.tags", Tags.class);
    }

    Table<Namespace> namespaces() {
        return this.namespaces;
    }

    Table<Service> services() {
        return this.services;
    }

    Table<Instance> instances() {
        return this.instances;
    }

    /** The tags of namespaces and services, by ARN. */
    Table<Tags> tags() {
        return this.tags;
    }

    Map<String, String> tagsOf(String arn) {
        return this.tags.find(arn).map(Tags::values).orElse(Map.of());
    }

    static String key(String... parts) {
        return String.join("|", parts);
    }

    /** An id such as {@code ns-e4anhexample0004}. */
    static String id(String prefix) {
        return prefix + ThreadLocalRandom.current()
            .ints(16, 0, LETTERS.length())
            .mapToObj((index) -> String.valueOf(LETTERS.charAt(index)))
            .collect(Collectors.joining());
    }

    /** The id in what may be an ARN: since namespaces can be shared, either will do. */
    static String idIn(String idOrArn) {
        return idOrArn.startsWith("arn:") ? idOrArn.substring(idOrArn.lastIndexOf('/') + 1) : idOrArn;
    }

    Namespace namespace(CallContext context, String idOrArn) {
        String id = idIn(idOrArn);
        return this.namespaces.find(key(context.region(), id))
            .orElseThrow(() -> new AwsError("NamespaceNotFound", "Namespace not found: " + id));
    }

    Service service(CallContext context, String idOrArn) {
        String id = idIn(idOrArn);
        return this.services.find(key(context.region(), id))
            .orElseThrow(() -> new AwsError("ServiceNotFound", "Service not found: " + id));
    }

    /** The namespace of the region with this name; DNS names know no case. */
    Optional<Namespace> namespaceNamed(CallContext context, String name) {
        return this.namespaces.startingWith(key(context.region(), ""))
            .stream()
            .filter((namespace) -> namespace.name().equalsIgnoreCase(name))
            .findFirst();
    }

    List<Service> servicesOf(CallContext context, String namespaceId) {
        return this.services.startingWith(key(context.region(), ""))
            .stream()
            .filter((service) -> namespaceId.equals(service.namespaceId()))
            .toList();
    }

    List<Instance> instancesOf(CallContext context, String serviceId) {
        return this.instances.startingWith(key(context.region(), serviceId, ""));
    }

    int instanceCount(CallContext context, String serviceId) {
        return this.instances.keys(key(context.region(), serviceId, "")).size();
    }

    /** Whether the namespace or service of this ARN is there. */
    boolean isThere(CallContext context, String arn) {
        String key = key(context.region(), idIn(arn));
        return arn.equals(this.namespaces.find(key).map(Namespace::arn).orElse(""))
                || arn.equals(this.services.find(key).map(Service::arn).orElse(""));
    }

    /**
     * Tags of something.
     *
     * @param values by key
     */
    record Tags(Map<String, String> values) {
    }

}
