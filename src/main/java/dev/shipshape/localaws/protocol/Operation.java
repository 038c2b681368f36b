package dev.shipshape.localaws.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One operation of a service: how to build its typed request and what answers it.
 *
 * @param <I> the SDK's request
 * @param <O> the SDK's response
 */
public final class Operation<I extends SdkPojo, O extends SdkPojo> {

    private final Supplier<? extends SdkBuilder<?, I>> input;

    private final Function<I, BiFunction<CallContext, I, O>> preparation;

    private final List<String> required;

    private final boolean unsigned;

    private Operation(Supplier<? extends SdkBuilder<?, I>> input,
            Function<I, BiFunction<CallContext, I, O>> preparation, List<String> required, boolean unsigned) {
        this.input = input;
        this.preparation = preparation;
        this.required = required;
        this.unsigned = unsigned;
    }

    /**
     * An operation, such as
     * {@code Operation.of(CreateClusterRequest::builder, this::create)}.
     */
    public static <I extends SdkPojo, O extends SdkPojo> Operation<I, O> of(Supplier<? extends SdkBuilder<?, I>> input,
            BiFunction<CallContext, I, O> handler) {
        return prepared(input, (request) -> handler);
    }

    /**
     * An operation with work that takes long and reads no state, such as the making of a
     * key: done before the transaction, so that no other call waits for it.
     * @param preparation does that work for a request and returns what answers it
     */
    public static <I extends SdkPojo, O extends SdkPojo> Operation<I, O> prepared(
            Supplier<? extends SdkBuilder<?, I>> input, Function<I, BiFunction<CallContext, I, O>> preparation) {
        return new Operation<>(input, preparation, List.of(), false);
    }

    /**
     * Refuses calls that lack one of these members, named as on the wire: the SDK's
     * metadata does not say which are required.
     */
    public Operation<I, O> requiring(String... members) {
        return new Operation<>(this.input, this.preparation, List.of(members), this.unsigned);
    }

    /**
     * Answers also calls that nobody signed, as AssumeRoleWithWebIdentity does; their
     * context has no access key.
     */
    public Operation<I, O> unsigned() {
        return new Operation<>(this.input, this.preparation, this.required, true);
    }

    /** Whether it answers calls that nobody signed. */
    public boolean isUnsigned() {
        return this.unsigned;
    }

    /**
     * Answers a request that another service of this endpoint makes, which has all that
     * is required.
     */
    public O call(CallContext context, I request) {
        return this.preparation.apply(request).apply(context, request);
    }

    /** An empty builder of its request. */
    public SdkPojo newInput() {
        return (SdkPojo) this.input.get();
    }

    /**
     * Checks a request and prepares its answer.
     * @param builder from {@link #newInput}, filled
     * @param mishap what goes wrong with it
     * @return what is left to do inside the transaction; it throws an {@link AwsError} as
     * the service refuses the call
     * @throws AwsError if a member that is required is missing
     */
    public Supplier<SdkPojo> ready(AwsService service, CallContext context, SdkPojo builder, Mishap mishap) {
        @SuppressWarnings("unchecked") // the builder came from newInput()
        I request = ((SdkBuilder<?, I>) builder).build();
        for (String member : this.required) {
            if (isMissing(request, member)) {
                throw service.missing(member);
            }
        }
        BiFunction<CallContext, I, O> handler = this.preparation.apply(request);
        return () -> mishap.around(request, (part) -> {
            @SuppressWarnings("unchecked") // a request or a part of it
            I typed = (I) part;
            return handler.apply(context, typed);
        });
    }

    private static boolean isMissing(SdkPojo request, String member) {
        SdkField<?> field = request.sdkFields()
            .stream()
            .filter((candidate) -> candidate.locationName().equals(member))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no member " + member + " in " + request.getClass()));
        Optional<Object> value = Optional.ofNullable(field.getValueOrDefault(request));
        return value.isEmpty() || (value.get() instanceof String text && text.isEmpty())
                || (value.get() instanceof Collection<?> list && list.isEmpty())
                || (value.get() instanceof Map<?, ?> map && map.isEmpty());
    }

}
