package dev.shipshape.localaws.servicediscovery;

import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.servicediscovery.model.DeregisterInstanceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DeregisterInstanceResponse;
import software.amazon.awssdk.services.servicediscovery.model.GetInstanceRequest;
import software.amazon.awssdk.services.servicediscovery.model.GetInstanceResponse;
import software.amazon.awssdk.services.servicediscovery.model.Instance;
import software.amazon.awssdk.services.servicediscovery.model.InstanceSummary;
import software.amazon.awssdk.services.servicediscovery.model.ListInstancesRequest;
import software.amazon.awssdk.services.servicediscovery.model.ListInstancesResponse;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.OperationType;
import software.amazon.awssdk.services.servicediscovery.model.RegisterInstanceRequest;
import software.amazon.awssdk.services.servicediscovery.model.RegisterInstanceResponse;
import software.amazon.awssdk.services.servicediscovery.model.Service;

/** Instances of services: registered, changed by registering again, deregistered. */
final class Instances {

    private static final int SECONDS = 3;

    private final CloudMapTables tables;

    private final Progress progress;

    private final Changes changes;

    Instances(CloudMapTables tables, Progress progress, Changes changes) {
        this.tables = tables;
        this.progress = progress;
        this.changes = changes;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("RegisterInstance",
                Operation.of(RegisterInstanceRequest::builder, this::register)
                    .requiring("ServiceId", "InstanceId", "Attributes"),
                "DeregisterInstance",
                Operation.of(DeregisterInstanceRequest::builder, this::deregister).requiring("ServiceId", "InstanceId"),
                "GetInstance",
                Operation.of(GetInstanceRequest::builder, this::get).requiring("ServiceId", "InstanceId"),
                "ListInstances", Operation.of(ListInstancesRequest::builder, this::list).requiring("ServiceId"));
    }

    private RegisterInstanceResponse register(CallContext context, RegisterInstanceRequest request) {
        Service service = this.tables.service(context, request.serviceId());
        CloudMapChecks.length("creatorRequestId", request.creatorRequestId(), 64);
        InstanceRules.check(request.instanceId(), request.attributes(), service);
        String resource = CloudMapTables.key(context.region(), service.id(), request.instanceId());
        Optional<Progress.Busy> before = this.progress.on(resource);
        if (before.isPresent()) {
            if (before.get().isOf(request.creatorRequestId())) {
                return RegisterInstanceResponse.builder().operationId(before.get().operation()).build();
            }
            throw CloudMapChecks.duplicate(before.get().operation());
        }
        String operation = this.progress.submit(context, OperationType.REGISTER_INSTANCE,
                targets(service, request.instanceId()), resource, SECONDS, request.creatorRequestId());
        this.changes.add(context.region(), operation,
                Instance.builder()
                    .id(request.instanceId())
                    .creatorRequestId(request.creatorRequestId())
                    .createdByAccount(context.account())
                    .attributes(request.attributes())
                    .build());
        return RegisterInstanceResponse.builder().operationId(operation).build();
    }

    private DeregisterInstanceResponse deregister(CallContext context, DeregisterInstanceRequest request) {
        Service service = this.tables.service(context, request.serviceId());
        String resource = CloudMapTables.key(context.region(), service.id(), request.instanceId());
        this.progress.on(resource).ifPresent((busy) -> {
            throw CloudMapChecks.duplicate(busy.operation());
        });
        find(context, service, request.instanceId());
        return DeregisterInstanceResponse.builder()
            .operationId(this.progress.submit(context, OperationType.DEREGISTER_INSTANCE,
                    targets(service, request.instanceId()), resource, SECONDS, null))
            .build();
    }

    private static Map<OperationTargetType, String> targets(Service service, String instanceId) {
        return Map.of(OperationTargetType.NAMESPACE, service.namespaceId(), OperationTargetType.SERVICE, service.id(),
                OperationTargetType.INSTANCE, instanceId);
    }

    private Instance find(CallContext context, Service service, String id) {
        return this.tables.instances()
            .find(CloudMapTables.key(context.region(), service.id(), id))
            .orElseThrow(() -> new AwsError("InstanceNotFound", "Instance not found: " + id));
    }

    private GetInstanceResponse get(CallContext context, GetInstanceRequest request) {
        Service service = this.tables.service(context, request.serviceId());
        return GetInstanceResponse.builder()
            .resourceOwner(service.resourceOwner())
            .instance(find(context, service, request.instanceId()))
            .build();
    }

    private ListInstancesResponse list(CallContext context, ListInstancesRequest request) {
        Service service = this.tables.service(context, request.serviceId());
        Page<Instance> page = Page.of(this.tables.instancesOf(context, service.id()), Instance::id,
                CloudMapChecks.size(request.maxResults()), request.nextToken(), CloudMapChecks::invalidToken);
        return ListInstancesResponse.builder()
            .resourceOwner(service.resourceOwner())
            .instances(page.items()
                .stream()
                .map((instance) -> InstanceSummary.builder()
                    .id(instance.id())
                    .attributes(instance.attributes())
                    .createdByAccount(instance.createdByAccount())
                    .build())
                .toList())
            .nextToken(page.nextToken())
            .build();
    }

}
