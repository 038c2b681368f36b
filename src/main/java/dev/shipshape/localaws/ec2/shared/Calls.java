package dev.shipshape.localaws.ec2.shared;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * EC2's calls: each knows {@code DryRun}, which does all the work and takes it back, so
 * that what would be refused is refused.
 */
public final class Calls {

    private Calls() {
    }

    /**
     * An operation, such as {@code Calls.of(CreateVpcRequest::builder, this::create)}.
     */
    public static <I extends Ec2Request, O extends Ec2Response> Operation<I, O> of(
            Supplier<? extends SdkBuilder<?, I>> input, BiFunction<CallContext, I, O> handler) {
        return Operation.of(input, tried(handler));
    }

    /** An operation with work that is done before the transaction. */
    public static <I extends Ec2Request, O extends Ec2Response> Operation<I, O> prepared(
            Supplier<? extends SdkBuilder<?, I>> input, Function<I, BiFunction<CallContext, I, O>> preparation) {
        return Operation.prepared(input, (request) -> tried(preparation.apply(request)));
    }

    private static <I extends Ec2Request, O extends Ec2Response> BiFunction<CallContext, I, O> tried(
            BiFunction<CallContext, I, O> handler) {
        return (context, request) -> {
            O answer = handler.apply(context, request);
            if (request.getValueForField("DryRun", Boolean.class).orElse(false)) {
                throw new AwsError("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
            }
            return answer;
        };
    }

}
