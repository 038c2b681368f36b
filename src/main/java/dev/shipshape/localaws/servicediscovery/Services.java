package dev.shipshape.localaws.servicediscovery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.servicediscovery.model.DeleteServiceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DeleteServiceResponse;
import software.amazon.awssdk.services.servicediscovery.model.DnsConfig;
import software.amazon.awssdk.services.servicediscovery.model.DnsRecord;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;
import software.amazon.awssdk.services.servicediscovery.model.GetServiceRequest;
import software.amazon.awssdk.services.servicediscovery.model.GetServiceResponse;
import software.amazon.awssdk.services.servicediscovery.model.ListServicesRequest;
import software.amazon.awssdk.services.servicediscovery.model.ListServicesResponse;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.OperationType;
import software.amazon.awssdk.services.servicediscovery.model.Service;
import software.amazon.awssdk.services.servicediscovery.model.ServiceChange;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilter;
import software.amazon.awssdk.services.servicediscovery.model.ServiceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.ServiceSummary;
import software.amazon.awssdk.services.servicediscovery.model.UpdateServiceRequest;
import software.amazon.awssdk.services.servicediscovery.model.UpdateServiceResponse;

/** Services that are there, until they are deleted. */
final class Services {

    private final CloudMapTables tables;

    private final Progress progress;

    private final Changes changes;

    Services(CloudMapTables tables, Progress progress, Changes changes) {
        this.tables = tables;
        this.progress = progress;
        this.changes = changes;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("GetService", Operation.of(GetServiceRequest::builder, this::get).requiring("Id"), "ListServices",
                Operation.of(ListServicesRequest::builder, this::list), "UpdateService",
                Operation.of(UpdateServiceRequest::builder, this::update).requiring("Id", "Service"), "DeleteService",
                Operation.of(DeleteServiceRequest::builder, this::delete).requiring("Id"));
    }

    private GetServiceResponse get(CallContext context, GetServiceRequest request) {
        Service service = this.tables.service(context, request.id());
        return GetServiceResponse.builder()
            .service(service.toBuilder().instanceCount(this.tables.instanceCount(context, service.id())).build())
            .build();
    }

    private ListServicesResponse list(CallContext context, ListServicesRequest request) {
        request.filters().forEach(Services::check);
        List<Service> found = this.tables.services()
            .startingWith(CloudMapTables.key(context.region(), ""))
            .stream()
            .filter((service) -> request.filters().stream().allMatch((filter) -> fits(service, filter)))
            .toList();
        Page<Service> page = Page.of(found, Service::id, CloudMapChecks.size(request.maxResults()), request.nextToken(),
                CloudMapChecks::invalidToken);
        return ListServicesResponse.builder()
            .services(page.items().stream().map((service) -> summary(context, service)).toList())
            .nextToken(page.nextToken())
            .build();
    }

    private static void check(ServiceFilter filter) {
        CloudMapChecks.oneOf("filters.name", CloudMapChecks.given("filters.name", filter.nameAsString()),
                ServiceFilterName.knownValues());
        Filters.check(filter.conditionAsString(), filter.values(), List.of(FilterCondition.EQ, FilterCondition.IN));
    }

    private static boolean fits(Service service, ServiceFilter filter) {
        return (filter.name() == ServiceFilterName.RESOURCE_OWNER) ? filter.values().contains("SELF")
                : filter.values().stream().map(CloudMapTables::idIn).anyMatch(service.namespaceId()::equals);
    }

    private ServiceSummary summary(CallContext context, Service service) {
        return ServiceSummary.builder()
            .id(service.id())
            .arn(service.arn())
            .resourceOwner(service.resourceOwner())
            .createdByAccount(service.createdByAccount())
            .name(service.name())
            .type(service.type())
            .description(service.description())
            .instanceCount(this.tables.instanceCount(context, service.id()))
            .dnsConfig(service.dnsConfig())
            .healthCheckConfig(service.healthCheckConfig())
            .healthCheckCustomConfig(service.healthCheckCustomConfig())
            .createDate(service.createDate())
            .build();
    }

    private UpdateServiceResponse update(CallContext context, UpdateServiceRequest request) {
        Service service = this.tables.service(context, request.id());
        String resource = CloudMapTables.key(context.region(), service.id());
        this.progress.on(resource).ifPresent((busy) -> {
            throw CloudMapChecks.duplicate(busy.operation());
        });
        Service changed = changed(context, service, request.service());
        String operation = this.progress.submit(context, OperationType.UPDATE_SERVICE,
                Map.of(OperationTargetType.SERVICE, service.id()), resource, 5, null);
        this.changes.add(context.region(), operation, changed);
        return UpdateServiceResponse.builder().operationId(operation).build();
    }

    /**
     * A health check that the change does not name is taken off (UpdateService, API
     * reference); records keep their types and get other TTLs.
     */
    private Service changed(CallContext context, Service service, ServiceChange change) {
        Namespace namespace = this.tables.namespace(context, service.namespaceId());
        CloudMapChecks.length("service.description", change.description(), 1024);
        ServiceRules.checkHealth(change.healthCheckConfig(), service.healthCheckCustomConfig() != null, namespace);
        Service.Builder changed = service.toBuilder().healthCheckConfig(change.healthCheckConfig());
        if (change.description() != null) {
            changed.description(change.description());
        }
        if (change.dnsConfig() != null) {
            ServiceRules.checkRecords(change.dnsConfig().dnsRecords());
            DnsConfig before = service.dnsConfig();
            if (before == null || !types(before.dnsRecords()).equals(types(change.dnsConfig().dnsRecords()))) {
                throw CloudMapChecks.invalid("The types of a service's records can't be changed.");
            }
            changed.dnsConfig(before.toBuilder().dnsRecords(change.dnsConfig().dnsRecords()).build());
        }
        return changed.build();
    }

    private static Set<String> types(List<DnsRecord> records) {
        return records.stream().map(DnsRecord::typeAsString).collect(Collectors.toSet());
    }

    private DeleteServiceResponse delete(CallContext context, DeleteServiceRequest request) {
        Service service = this.tables.service(context, request.id());
        String key = CloudMapTables.key(context.region(), service.id());
        if (this.tables.instanceCount(context, service.id()) > 0 || this.progress.isUnder(key)
                || this.progress.on(key).isPresent()) {
            throw new AwsError("ResourceInUse",
                    "The service " + service.id() + " can't be deleted because it still contains instances.");
        }
        this.tables.services().remove(key);
        this.tables.tags().remove(service.arn());
        return DeleteServiceResponse.builder().build();
    }

}
