package dev.shipshape.localaws.servicediscovery;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicediscovery.model.CreateServiceRequest;
import software.amazon.awssdk.services.servicediscovery.model.CreateServiceResponse;
import software.amazon.awssdk.services.servicediscovery.model.DnsConfig;
import software.amazon.awssdk.services.servicediscovery.model.HealthCheckConfig;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceType;
import software.amazon.awssdk.services.servicediscovery.model.RoutingPolicy;
import software.amazon.awssdk.services.servicediscovery.model.Service;
import software.amazon.awssdk.services.servicediscovery.model.ServiceType;
import software.amazon.awssdk.services.servicediscovery.model.ServiceTypeOption;

/** New services of namespaces: there at once. */
final class NewServices {

    private final CloudMapTables tables;

    private final Progress progress;

    NewServices(CloudMapTables tables, Progress progress) {
        this.tables = tables;
        this.progress = progress;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateService", Operation.of(CreateServiceRequest::builder, this::create).requiring("Name"));
    }

    private CreateServiceResponse create(CallContext context, CreateServiceRequest request) {
        Namespace namespace = namespaceOf(context, request);
        ServiceRules.checkName(request.name());
        CloudMapChecks.length("description", request.description(), 1024);
        CloudMapChecks.length("creatorRequestId", request.creatorRequestId(), 64);
        CloudMapChecks.oneOf("type", request.typeAsString(), ServiceTypeOption.knownValues());
        boolean httpOnly = request.type() == ServiceTypeOption.HTTP;
        ServiceRules.checkDns(request.dnsConfig(), httpOnly, namespace);
        ServiceRules.checkHealth(request.healthCheckConfig(), request.healthCheckCustomConfig() != null, namespace);
        Optional<Service> before = named(context, namespace, request.name());
        if (before.isPresent()) {
            return CreateServiceResponse.builder().service(same(before.get(), request)).build();
        }
        String id = CloudMapTables.id("srv-");
        Service service = Service.builder()
            .id(id)
            .arn(context.arn("servicediscovery", "service/" + id))
            .resourceOwner(context.account())
            .createdByAccount(context.account())
            .name(request.name())
            .namespaceId(namespace.id())
            .description(request.description())
            .dnsConfig(filled(request.dnsConfig(), namespace))
            .type(type(request, namespace))
            .healthCheckConfig(filled(request.healthCheckConfig()))
            .healthCheckCustomConfig(request.healthCheckCustomConfig())
            .createDate(context.now())
            .creatorRequestId(request.creatorRequestId())
            .build();
        CloudMapTags.set(this.tables, service.arn(), request.tags());
        this.tables.services().put(CloudMapTables.key(context.region(), id), service);
        return CreateServiceResponse.builder().service(service.toBuilder().instanceCount(0).build()).build();
    }

    /** The namespace, also by its older place in DnsConfig; not one that is going. */
    @SuppressWarnings("deprecation") // clients still send it
    private Namespace namespaceOf(CallContext context, CreateServiceRequest request) {
        String id = request.namespaceId();
        if (id == null && request.dnsConfig() != null) {
            id = request.dnsConfig().namespaceId();
        }
        Namespace namespace = this.tables.namespace(context, CloudMapChecks.given("namespaceId", id));
        if (this.progress.on(CloudMapTables.key(context.region(), namespace.id())).isPresent()) {
            throw new AwsError("NamespaceNotFound", "The namespace " + namespace.id() + " is being deleted.");
        }
        return namespace;
    }

    private Optional<Service> named(CallContext context, Namespace namespace, String name) {
        boolean http = namespace.type() == NamespaceType.HTTP;
        return this.tables.servicesOf(context, namespace.id())
            .stream()
            .filter((one) -> http ? one.name().equals(name) : one.name().equalsIgnoreCase(name))
            .findFirst();
    }

    /** The same request again gives the same service. */
    private static Service same(Service before, CreateServiceRequest request) {
        if (before.creatorRequestId() != null && before.creatorRequestId().equals(request.creatorRequestId())) {
            return before;
        }
        throw new AwsError("ServiceAlreadyExists", "Service already exists: " + before.id())
            .with("ServiceId", before.id())
            .with("ServiceArn", before.arn())
            .with("CreatorRequestId", Objects.requireNonNullElse(before.creatorRequestId(), ""));
    }

    @SuppressWarnings("deprecation") // AWS still answers it
    private static @Nullable DnsConfig filled(@Nullable DnsConfig asked, Namespace namespace) {
        if (asked == null) {
            return null;
        }
        RoutingPolicy policy = (asked.routingPolicy() != null) ? asked.routingPolicy() : RoutingPolicy.MULTIVALUE;
        return asked.toBuilder().namespaceId(namespace.id()).routingPolicy(policy).build();
    }

    private static @Nullable HealthCheckConfig filled(@Nullable HealthCheckConfig asked) {
        if (asked == null) {
            return null;
        }
        int threshold = (asked.failureThreshold() != null) ? asked.failureThreshold() : 1;
        boolean path = asked.resourcePath() == null && !"TCP".equals(asked.typeAsString());
        return asked.toBuilder().failureThreshold(threshold).resourcePath(path ? "/" : asked.resourcePath()).build();
    }

    private static ServiceType type(CreateServiceRequest request, Namespace namespace) {
        boolean dns = namespace.type() != NamespaceType.HTTP && request.dnsConfig() != null;
        return dns ? ServiceType.DNS_HTTP : ServiceType.HTTP;
    }

}
