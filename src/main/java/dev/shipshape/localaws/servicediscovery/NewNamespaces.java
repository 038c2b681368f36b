package dev.shipshape.localaws.servicediscovery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicediscovery.model.CreateHttpNamespaceRequest;
import software.amazon.awssdk.services.servicediscovery.model.CreateHttpNamespaceResponse;
import software.amazon.awssdk.services.servicediscovery.model.CreatePrivateDnsNamespaceRequest;
import software.amazon.awssdk.services.servicediscovery.model.CreatePrivateDnsNamespaceResponse;
import software.amazon.awssdk.services.servicediscovery.model.CreatePublicDnsNamespaceRequest;
import software.amazon.awssdk.services.servicediscovery.model.CreatePublicDnsNamespaceResponse;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceType;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.OperationType;
import software.amazon.awssdk.services.servicediscovery.model.Tag;

/**
 * New namespaces: there when their operation is done. The same request again, by its
 * CreatorRequestId, is the same operation.
 */
final class NewNamespaces {

    private static final String HTTP_NAME = "[!-~]{1,1024}";

    private static final String PUBLIC_NAME = "([a-zA-Z0-9]([a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])?\\.)+"
            + "[a-zA-Z0-9]([a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])?";

    private final CloudMapTables tables;

    private final Progress progress;

    private final Changes changes;

    NewNamespaces(CloudMapTables tables, Progress progress, Changes changes) {
        this.tables = tables;
        this.progress = progress;
        this.changes = changes;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateHttpNamespace",
                Operation.of(CreateHttpNamespaceRequest::builder, this::http).requiring("Name"),
                "CreatePrivateDnsNamespace",
                Operation.of(CreatePrivateDnsNamespaceRequest::builder, this::privateDns).requiring("Name", "Vpc"),
                "CreatePublicDnsNamespace",
                Operation.of(CreatePublicDnsNamespaceRequest::builder, this::publicDns).requiring("Name"));
    }

    private CreateHttpNamespaceResponse http(CallContext context, CreateHttpNamespaceRequest request) {
        CloudMapChecks.matches("name", request.name(), HTTP_NAME);
        Wanted wanted = new Wanted(NamespaceType.HTTP, request.name(), request.description(),
                request.creatorRequestId(), request.tags(), 0, null);
        return CreateHttpNamespaceResponse.builder().operationId(create(context, wanted)).build();
    }

    private CreatePrivateDnsNamespaceResponse privateDns(CallContext context,
            CreatePrivateDnsNamespaceRequest request) {
        CloudMapChecks.length("name", request.name(), 253);
        CloudMapChecks.matches("name", request.name(), "[!-~]+");
        CloudMapChecks.length("vpc", request.vpc(), 64);
        Long ttl = (request.properties() != null && request.properties().dnsProperties() != null
                && request.properties().dnsProperties().soa() != null)
                        ? request.properties().dnsProperties().soa().ttl() : null;
        Wanted wanted = new Wanted(NamespaceType.DNS_PRIVATE, request.name(), request.description(),
                request.creatorRequestId(), request.tags(), (ttl != null) ? ttl : 15, request.vpc());
        return CreatePrivateDnsNamespaceResponse.builder().operationId(create(context, wanted)).build();
    }

    private CreatePublicDnsNamespaceResponse publicDns(CallContext context, CreatePublicDnsNamespaceRequest request) {
        CloudMapChecks.length("name", request.name(), 253);
        CloudMapChecks.matches("name", request.name(), PUBLIC_NAME);
        Long ttl = (request.properties() != null && request.properties().dnsProperties() != null
                && request.properties().dnsProperties().soa() != null)
                        ? request.properties().dnsProperties().soa().ttl() : null;
        Wanted wanted = new Wanted(NamespaceType.DNS_PUBLIC, request.name(), request.description(),
                request.creatorRequestId(), request.tags(), (ttl != null) ? ttl : 15, null);
        return CreatePublicDnsNamespaceResponse.builder().operationId(create(context, wanted)).build();
    }

    private String create(CallContext context, Wanted wanted) {
        CloudMapChecks.length("description", wanted.description, 1024);
        CloudMapChecks.length("creatorRequestId", wanted.creator, 64);
        CloudMapChecks.range("properties.dnsProperties.soa.ttl", wanted.ttl, 0, Integer.MAX_VALUE);
        String resource = CloudMapTables.key(context.region(), "name", wanted.name);
        Optional<Progress.Busy> before = this.progress.on(resource);
        if (before.isPresent()) {
            if (before.get().isOf(wanted.creator)) {
                return before.get().operation();
            }
            throw CloudMapChecks.duplicate(before.get().operation());
        }
        checkFree(context, wanted);
        String id = CloudMapTables.id("ns-");
        boolean dns = wanted.type != NamespaceType.HTTP;
        Namespace namespace = Namespace.builder()
            .id(id)
            .arn(context.arn("servicediscovery", "namespace/" + id))
            .resourceOwner(context.account())
            .name(wanted.name)
            .type(wanted.type)
            .description(wanted.description)
            .creatorRequestId(wanted.creator)
            .createDate(context.now())
            .properties((properties) -> {
                properties.httpProperties((http) -> http.httpName(wanted.name));
                if (dns) {
                    properties
                        .dnsProperties((each) -> each.hostedZoneId("Z" + CloudMapTables.id("").toUpperCase(Locale.ROOT))
                            .soa((soa) -> soa.ttl(wanted.ttl)));
                }
            })
            .build();
        CloudMapTags.set(this.tables, namespace.arn(), wanted.tags);
        String operation = this.progress.submit(context, OperationType.CREATE_NAMESPACE,
                Map.of(OperationTargetType.NAMESPACE, id), resource, dns ? 30 : 5, wanted.creator);
        this.changes.add(context.region(), operation, namespace);
        if (wanted.vpc != null) {
            this.changes.addVpc(context.region(), operation, wanted.vpc);
        }
        return operation;
    }

    /**
     * A name is taken by a namespace of a VPC for that VPC only; here, as the hosted
     * zones of VPCs are not told apart, for all.
     */
    private void checkFree(CallContext context, Wanted wanted) {
        this.tables.namespaceNamed(context, wanted.name).ifPresent((taken) -> {
            throw new AwsError("NamespaceAlreadyExists",
                    "Namespace with name " + wanted.name + " already exists: " + taken.id())
                .with("NamespaceId", taken.id())
                .with("CreatorRequestId", Objects.requireNonNullElse(taken.creatorRequestId(), ""));
        });
    }

    /** A namespace as it is asked for; the TTL in seconds. */
    private record Wanted(NamespaceType type, String name, @Nullable String description, @Nullable String creator,
            List<Tag> tags, long ttl, @Nullable String vpc) {
    }

}
