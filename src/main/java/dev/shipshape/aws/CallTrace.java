package dev.shipshape.aws;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * What became of the calls on this thread, so that an action can write it down whichever
 * client made them: AWS's request id, and whether anything may have changed. The SDK
 * tries again by itself, so a refusal may follow an attempt whose reply was lost.
 */
public final class CallTrace {

    /** Calls that change nothing, whatever comes of them. */
    private static final Pattern LOOKS = Pattern.compile("(Describe|List|Get|BatchGet|BatchCheck|AssumeRole).*");

    private static final ThreadLocal<CallTrace> TRACE = ThreadLocal.withInitial(CallTrace::new);

    private @Nullable String requestId;

    private boolean isOfChange;

    private int unrefused;

    private @Nullable Throwable failure;

    private String failed = "";

    private CallTrace() {
    }

    /** Forgets the calls so far: what comes now is another action. */
    public static void clear() {
        TRACE.remove();
    }

    /**
     * AWS's request id of the last changing call on this thread since it was cleared; of
     * the last call where none changed anything; null where AWS never answered.
     */
    public static @Nullable String lastRequestId() {
        return TRACE.get().requestId;
    }

    /**
     * Whether any attempt at a changing call, since it was cleared, was sent and not
     * refused with a 4xx answer: it took place, or its reply was lost.
     */
    public static boolean mayHaveChanged() {
        return TRACE.get().unrefused > 0;
    }

    /**
     * The permission that a failed call needed, such as {@code ecs:ListClusters}; null if
     * another call than the last failed one of this thread threw it.
     */
    static @Nullable String permissionOf(Throwable failure) {
        CallTrace trace = TRACE.get();
        return (trace.failure == failure) ? trace.failed : null;
    }

    private static boolean changes(ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return operation == null || !LOOKS.matcher(operation).matches();
    }

    private void answered(@Nullable String id, boolean ofChange) {
        if (id != null && (ofChange || !this.isOfChange)) {
            this.requestId = id;
            this.isOfChange = ofChange;
        }
    }

    static class Interceptor implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (changes(attributes)) {
                TRACE.get().unrefused++;
            }
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            int status = context.httpResponse().statusCode();
            if (changes(attributes) && status >= 400 && status < 500) {
                TRACE.get().unrefused--;
            }
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.response() instanceof AwsResponse response && response.responseMetadata() != null) {
                TRACE.get().answered(response.responseMetadata().requestId(), changes(attributes));
            }
        }

        @Override
        public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
            CallTrace trace = TRACE.get();
            trace.failure = context.exception();
            trace.failed = Permission.of(attributes);
            if (context.exception() instanceof AwsServiceException refused) {
                TRACE.get().answered(refused.requestId(), changes(attributes));
            }
        }

    }

}
