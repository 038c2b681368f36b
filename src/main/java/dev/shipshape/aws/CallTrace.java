package dev.shipshape.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Remembers the request id that AWS gave to the last call on this thread, so that an
 * action can write it down whichever client made the call.
 */
public final class CallTrace {

    private static final ThreadLocal<@Nullable String> LAST = new ThreadLocal<>();

    private CallTrace() {
    }

    /** Forgets the last request id: what comes now is another action. */
    public static void clear() {
        LAST.remove();
    }

    /** The request id of the last call on this thread since it was cleared, if any. */
    public static @Nullable String lastRequestId() {
        return LAST.get();
    }

    static class Interceptor implements ExecutionInterceptor {

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.response() instanceof AwsResponse response && response.responseMetadata() != null) {
                LAST.set(response.responseMetadata().requestId());
            }
        }

        @Override
        public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
            if (context.exception() instanceof AwsServiceException refused && refused.requestId() != null) {
                LAST.set(refused.requestId());
            }
        }

    }

}
