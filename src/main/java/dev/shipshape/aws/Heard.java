package dev.shipshape.aws;

import java.util.List;
import java.util.concurrent.TimeUnit;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Tells what became of the calls of one connection. */
class Heard implements ExecutionInterceptor {

    /**
     * A call stays on its thread. The SDK's own attributes are registered once in the
     * process, which a restart by the developer tools does not end.
     */
    private static final ThreadLocal<Times> TIMES = ThreadLocal.withInitial(Times::new);

    private final Connection connection;

    private final List<CallListener> listeners;

    Heard(Connection connection, List<CallListener> listeners) {
        this.connection = connection;
        this.listeners = listeners;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        TIMES.get().began = System.nanoTime();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Times times = TIMES.get();
        times.took = System.nanoTime() - times.began;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        long millis = TimeUnit.NANOSECONDS.toMillis(TIMES.get().took);
        this.listeners.forEach((listener) -> listener.answered(this.connection, Permission.of(attributes), millis));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof SdkException failure) {
            this.listeners.forEach((listener) -> listener.failed(this.connection, Permission.of(attributes),
                    AwsErrors.problem(failure)));
        }
    }

    /** Of the last attempt, in nanoseconds. */
    private static final class Times {

        private long began;

        private long took;

    }

}
