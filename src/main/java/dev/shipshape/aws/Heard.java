package dev.shipshape.aws;

import java.util.List;
import java.util.concurrent.TimeUnit;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Tells what became of the calls of one connection. */
class Heard implements ExecutionInterceptor {

    private static final ExecutionAttribute<Long> BEGAN = new ExecutionAttribute<>("shipshape-began");

    private static final ExecutionAttribute<Long> TOOK = new ExecutionAttribute<>("shipshape-took");

    private final Connection connection;

    private final List<CallListener> listeners;

    Heard(Connection connection, List<CallListener> listeners) {
        this.connection = connection;
        this.listeners = listeners;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(BEGAN, System.nanoTime());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Long began = attributes.getAttribute(BEGAN);
        attributes.putAttribute(TOOK, (began != null) ? System.nanoTime() - began : 0L);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Long took = attributes.getAttribute(TOOK);
        long millis = TimeUnit.NANOSECONDS.toMillis((took != null) ? took : 0L);
        this.listeners.forEach((listener) -> listener.answered(this.connection, Permission.of(attributes), millis));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof SdkException failure) {
            this.listeners.forEach((listener) -> listener.failed(this.connection, Permission.of(attributes),
                    AwsErrors.problem(failure)));
        }
    }

}
