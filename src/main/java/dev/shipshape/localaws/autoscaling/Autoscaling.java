package dev.shipshape.localaws.autoscaling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesResponse;

/**
 * Application Auto Scaling, API version 2016-02-06, for ECS services. What is registered
 * is kept and given back; nothing is measured, so nothing scales.
 */
public final class Autoscaling implements AwsService {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    /** The service, with its state in this store. */
    public Autoscaling(Store store) {
        ScalingTables tables = new ScalingTables(store);
        this.operations.putAll(new ScalableTargets(tables).operations());
        this.operations.putAll(new ScalingPolicies(tables).operations());
        this.operations.putAll(new ScheduledActions(tables).operations());
        this.operations.putAll(new TargetTags(tables).operations());
        this.operations.put("DescribeScalingActivities",
                Operation.of(DescribeScalingActivitiesRequest::builder, Autoscaling::activities)
                    .requiring("ServiceNamespace"));
    }

    @Override
    public Wire wire() {
        return Wire.json("application-autoscaling", "AnyScaleFrontendService");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

    @Override
    public AwsError missing(String member) {
        String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        return ScalingTables.invalid("1 validation error detected: Value at '" + name
                + "' failed to satisfy constraint: Member must not be null");
    }

    /** Nothing ever scaled. */
    private static DescribeScalingActivitiesResponse activities(CallContext context,
            DescribeScalingActivitiesRequest request) {
        ScalingTables.checkNamespace(request.serviceNamespaceAsString());
        return DescribeScalingActivitiesResponse.builder().scalingActivities(List.of()).build();
    }

}
