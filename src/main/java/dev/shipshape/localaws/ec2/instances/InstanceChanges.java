package dev.shipshape.localaws.ec2.instances;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Instances stopped, started, rebooted and terminated. All of a call or none. */
final class InstanceChanges {

    private final InstanceTables tables;

    private final Lives lives;

    InstanceChanges(InstanceTables tables, Lives lives) {
        this.tables = tables;
        this.lives = lives;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("TerminateInstances",
                Calls.of(TerminateInstancesRequest::builder, this::terminate).requiring("InstanceId"), "StopInstances",
                Calls.of(StopInstancesRequest::builder, this::stop).requiring("InstanceId"), "StartInstances",
                Calls.of(StartInstancesRequest::builder, this::start).requiring("InstanceId"), "RebootInstances",
                Calls.of(RebootInstancesRequest::builder, this::reboot).requiring("InstanceId"));
    }

    private TerminateInstancesResponse terminate(CallContext context, TerminateInstancesRequest request) {
        return TerminateInstancesResponse.builder()
            .terminatingInstances(each(context, request.instanceIds(), this::terminate))
            .build();
    }

    private Instance terminate(CallContext context, Instance one) {
        if (this.tables.launch(context.region(), one.instanceId()).disableApiTermination()) {
            throw new AwsError("OperationNotPermitted", "The instance '" + one.instanceId()
                    + "' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.");
        }
        return switch (one.state().name()) {
            case TERMINATED, SHUTTING_DOWN -> one;
            default -> this.lives.begin(context.region(), one, InstanceStateName.SHUTTING_DOWN,
                    InstanceStateName.TERMINATED, context.now());
        };
    }

    private StopInstancesResponse stop(CallContext context, StopInstancesRequest request) {
        return StopInstancesResponse.builder()
            .stoppingInstances(each(context, request.instanceIds(), this::stop))
            .build();
    }

    private Instance stop(CallContext context, Instance one) {
        if (this.tables.launch(context.region(), one.instanceId()).disableApiStop()) {
            throw new AwsError("OperationNotPermitted", "The instance '" + one.instanceId()
                    + "' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.");
        }
        if (one.instanceLifecycle() != null) {
            throw new AwsError("UnsupportedOperation",
                    "You can't stop the Spot Instance '" + one.instanceId() + "' because it is associated with a "
                            + "one-time Spot Instance request. You can only stop Spot Instances associated with "
                            + "persistent Spot Instance requests.");
        }
        return switch (one.state().name()) {
            case STOPPED, STOPPING -> one;
            case RUNNING, PENDING -> this.lives.begin(context.region(), one, InstanceStateName.STOPPING,
                    InstanceStateName.STOPPED, context.now());
            default -> throw incorrect(one, "stopped");
        };
    }

    private StartInstancesResponse start(CallContext context, StartInstancesRequest request) {
        return StartInstancesResponse.builder()
            .startingInstances(each(context, request.instanceIds(), this::start))
            .build();
    }

    private Instance start(CallContext context, Instance one) {
        return switch (one.state().name()) {
            case RUNNING, PENDING -> one;
            case STOPPED -> this.lives.begin(context.region(), one, InstanceStateName.PENDING,
                    InstanceStateName.RUNNING, context.now());
            default -> throw incorrect(one, "started");
        };
    }

    private RebootInstancesResponse reboot(CallContext context, RebootInstancesRequest request) {
        for (String id : request.instanceIds()) {
            Instance one = this.tables.instances().get(context.region(), id);
            if (one.state().name() != InstanceStateName.RUNNING && one.state().name() != InstanceStateName.PENDING) {
                throw incorrect(one, "rebooted");
            }
        }
        return RebootInstancesResponse.builder().build();
    }

    private static AwsError incorrect(Instance one, String what) {
        return new AwsError("IncorrectInstanceState",
                "The instance '" + one.instanceId() + "' is not in a state from which it can be " + what + ".");
    }

    private List<InstanceStateChange> each(CallContext context, List<String> ids,
            BiFunction<CallContext, Instance, Instance> change) {
        List<Instance> before = DescribeInstances.all(this.tables, context.region(), ids);
        return before.stream().map((one) -> {
            InstanceState was = one.state();
            InstanceState is = change.apply(context, one).state();
            return InstanceStateChange.builder()
                .instanceId(one.instanceId())
                .previousState(was)
                .currentState(is)
                .build();
        }).toList();
    }

}
