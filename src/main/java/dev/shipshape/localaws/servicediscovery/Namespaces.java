package dev.shipshape.localaws.servicediscovery;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.servicediscovery.model.DeleteNamespaceRequest;
import software.amazon.awssdk.services.servicediscovery.model.DeleteNamespaceResponse;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;
import software.amazon.awssdk.services.servicediscovery.model.GetNamespaceRequest;
import software.amazon.awssdk.services.servicediscovery.model.GetNamespaceResponse;
import software.amazon.awssdk.services.servicediscovery.model.ListNamespacesRequest;
import software.amazon.awssdk.services.servicediscovery.model.ListNamespacesResponse;
import software.amazon.awssdk.services.servicediscovery.model.Namespace;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceFilter;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceFilterName;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceSummary;
import software.amazon.awssdk.services.servicediscovery.model.NamespaceType;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;
import software.amazon.awssdk.services.servicediscovery.model.OperationType;

/** Namespaces that are there, until they are deleted. */
final class Namespaces {

    private final CloudMapTables tables;

    private final Progress progress;

    Namespaces(CloudMapTables tables, Progress progress) {
        this.tables = tables;
        this.progress = progress;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("GetNamespace", Operation.of(GetNamespaceRequest::builder, this::get).requiring("Id"),
                "ListNamespaces", Operation.of(ListNamespacesRequest::builder, this::list), "DeleteNamespace",
                Operation.of(DeleteNamespaceRequest::builder, this::delete).requiring("Id"));
    }

    private GetNamespaceResponse get(CallContext context, GetNamespaceRequest request) {
        Namespace namespace = this.tables.namespace(context, request.id());
        return GetNamespaceResponse.builder()
            .namespace(
                    namespace.toBuilder().serviceCount(this.tables.servicesOf(context, namespace.id()).size()).build())
            .build();
    }

    private ListNamespacesResponse list(CallContext context, ListNamespacesRequest request) {
        request.filters().forEach(Namespaces::check);
        List<Namespace> found = this.tables.namespaces()
            .startingWith(CloudMapTables.key(context.region(), ""))
            .stream()
            .filter((namespace) -> request.filters()
                .stream()
                .allMatch((filter) -> Filters.fits(value(namespace, filter), filter.condition(), filter.values())))
            .toList();
        Page<Namespace> page = Page.of(found, Namespace::id, CloudMapChecks.size(request.maxResults()),
                request.nextToken(), CloudMapChecks::invalidToken);
        return ListNamespacesResponse.builder()
            .namespaces(page.items().stream().map((namespace) -> summary(context, namespace)).toList())
            .nextToken(page.nextToken())
            .build();
    }

    private static void check(NamespaceFilter filter) {
        CloudMapChecks.oneOf("filters.name", CloudMapChecks.given("filters.name", filter.nameAsString()),
                NamespaceFilterName.knownValues());
        boolean name = filter.name() == NamespaceFilterName.NAME || filter.name() == NamespaceFilterName.HTTP_NAME;
        Filters.check(filter.conditionAsString(), filter.values(),
                name ? List.of(FilterCondition.EQ, FilterCondition.IN, FilterCondition.BEGINS_WITH)
                        : List.of(FilterCondition.EQ, FilterCondition.IN));
        if (filter.name() == NamespaceFilterName.TYPE) {
            filter.values()
                .forEach((value) -> CloudMapChecks.oneOf("filters.values", value, NamespaceType.knownValues()));
        }
    }

    /** What a filter looks at; the owner of all is this account itself. */
    private static String value(Namespace namespace, NamespaceFilter filter) {
        return switch (filter.name()) {
            case TYPE -> namespace.typeAsString();
            case HTTP_NAME -> namespace.properties().httpProperties().httpName();
            case RESOURCE_OWNER -> "SELF";
            default -> namespace.name();
        };
    }

    private NamespaceSummary summary(CallContext context, Namespace namespace) {
        return NamespaceSummary.builder()
            .id(namespace.id())
            .arn(namespace.arn())
            .resourceOwner(namespace.resourceOwner())
            .name(namespace.name())
            .type(namespace.type())
            .description(namespace.description())
            .serviceCount(this.tables.servicesOf(context, namespace.id()).size())
            .properties(namespace.properties())
            .createDate(namespace.createDate())
            .build();
    }

    private DeleteNamespaceResponse delete(CallContext context, DeleteNamespaceRequest request) {
        Namespace namespace = this.tables.namespace(context, request.id());
        String resource = CloudMapTables.key(context.region(), namespace.id());
        this.progress.on(resource).ifPresent((busy) -> {
            throw CloudMapChecks.duplicate(busy.operation());
        });
        if (!this.tables.servicesOf(context, namespace.id()).isEmpty()) {
            throw new AwsError("ResourceInUse",
                    "The namespace " + namespace.id() + " can't be deleted because it still contains services.");
        }
        return DeleteNamespaceResponse.builder()
            .operationId(this.progress.submit(context, OperationType.DELETE_NAMESPACE,
                    Map.of(OperationTargetType.NAMESPACE, namespace.id()), resource, 10, null))
            .build();
    }

}
