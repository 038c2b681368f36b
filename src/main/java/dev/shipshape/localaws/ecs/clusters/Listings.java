package dev.shipshape.localaws.ecs.clusters;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.ListAttributesRequest;
import software.amazon.awssdk.services.ecs.model.ListAttributesResponse;

/** What the sandbox truthfully has none of. */
public final class Listings {

    private final Clusters clusters;

    /** Listings that belong to these clusters. */
    public Listings(Clusters clusters) {
        this.clusters = clusters;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListAttributes",
                Operation.of(ListAttributesRequest::builder, this::listAttributes).requiring("targetType"));
    }

    private ListAttributesResponse listAttributes(CallContext context, ListAttributesRequest request) {
        this.clusters.active(context, request.cluster());
        return ListAttributesResponse.builder().attributes(List.of()).build();
    }

}
