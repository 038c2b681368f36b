package dev.shipshape.localaws.servicediscovery;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;
import software.amazon.awssdk.services.servicediscovery.model.GetOperationRequest;
import software.amazon.awssdk.services.servicediscovery.model.GetOperationResponse;
import software.amazon.awssdk.services.servicediscovery.model.ListOperationsRequest;
import software.amazon.awssdk.services.servicediscovery.model.ListOperationsResponse;
import software.amazon.awssdk.services.servicediscovery.model.Operation;
import software.amazon.awssdk.services.servicediscovery.model.OperationFilter;
import software.amazon.awssdk.services.servicediscovery.model.OperationFilterName;
import software.amazon.awssdk.services.servicediscovery.model.OperationSummary;
import software.amazon.awssdk.services.servicediscovery.model.OperationTargetType;

/** Operations, one or many. */
final class OperationCalls {

    private final Progress progress;

    OperationCalls(Progress progress) {
        this.progress = progress;
    }

    Map<String, dev.shipshape.localaws.protocol.Operation<?, ?>> operations() {
        return Map.of("GetOperation",
                dev.shipshape.localaws.protocol.Operation.of(GetOperationRequest::builder, this::get)
                    .requiring("OperationId"),
                "ListOperations",
                dev.shipshape.localaws.protocol.Operation.of(ListOperationsRequest::builder, this::list));
    }

    private GetOperationResponse get(CallContext context, GetOperationRequest request) {
        return GetOperationResponse.builder().operation(this.progress.get(context, request.operationId())).build();
    }

    private ListOperationsResponse list(CallContext context, ListOperationsRequest request) {
        request.filters().forEach(OperationCalls::check);
        List<Operation> found = this.progress.all(context)
            .stream()
            .filter((operation) -> request.filters().stream().allMatch((filter) -> fits(operation, filter)))
            .toList();
        Page<Operation> page = Page.of(found, Operation::id, CloudMapChecks.size(request.maxResults()),
                request.nextToken(), CloudMapChecks::invalidToken);
        return ListOperationsResponse.builder()
            .operations(page.items()
                .stream()
                .map((operation) -> OperationSummary.builder().id(operation.id()).status(operation.status()).build())
                .toList())
            .nextToken(page.nextToken())
            .build();
    }

    private static void check(OperationFilter filter) {
        CloudMapChecks.oneOf("filters.name", CloudMapChecks.given("filters.name", filter.nameAsString()),
                OperationFilterName.knownValues());
        boolean byDate = filter.name() == OperationFilterName.UPDATE_DATE;
        Filters.check(filter.conditionAsString(), filter.values(),
                byDate ? List.of(FilterCondition.BETWEEN) : List.of(FilterCondition.EQ, FilterCondition.IN));
        if (byDate) {
            if (filter.values().size() != 2) {
                throw CloudMapChecks.invalid("BETWEEN needs a start and an end.");
            }
            filter.values().forEach(OperationCalls::instant);
        }
    }

    private static boolean fits(Operation operation, OperationFilter filter) {
        return switch (filter.name()) {
            case NAMESPACE_ID ->
                filter.values().contains(operation.targets().getOrDefault(OperationTargetType.NAMESPACE, ""));
            case SERVICE_ID ->
                filter.values().contains(operation.targets().getOrDefault(OperationTargetType.SERVICE, ""));
            case STATUS -> filter.values().contains(operation.statusAsString());
            case TYPE -> filter.values().contains(operation.typeAsString());
            default -> !operation.updateDate().isBefore(instant(filter.values().get(0)))
                    && !operation.updateDate().isAfter(instant(filter.values().get(1)));
        };
    }

    /** Unix time in seconds, as text. */
    private static Instant instant(String seconds) {
        CloudMapChecks.matches("filters.values", seconds, "\\d{1,11}(\\.\\d+)?");
        return Instant.ofEpochSecond(Long.parseLong(seconds.replaceFirst("\\..*", "")));
    }

}
