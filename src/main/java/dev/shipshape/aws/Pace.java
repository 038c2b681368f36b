package dev.shipshape.aws;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Keeps the calls of one connection below ECS's limits (ECS developer guide, "Request
 * throttling for the Amazon ECS API"), which count per account and region: a call for
 * which the bucket has no token waits for one before it is begun, so that reading
 * thousands is slow rather than refused. Others who use the account are not known here;
 * where they took the tokens, the SDK tries again.
 */
final class Pace implements ExecutionInterceptor {

    private final Map<Bucket, Tokens> buckets = new EnumMap<>(Bucket.class);

    private final LongSupplier nanos;

    private final Sleep sleep;

    Pace() {
        this(System::nanoTime, (time) -> Thread.sleep(time.toMillis() + 1));
    }

    Pace(LongSupplier nanos, Sleep sleep) {
        this.nanos = nanos;
        this.sleep = sleep;
        for (Bucket bucket : Bucket.values()) {
            this.buckets.put(bucket, new Tokens(bucket, nanos.getAsLong()));
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if ("ecs".equalsIgnoreCase(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))) {
            take(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
        }
    }

    /**
     * Waits until an operation may be called.
     * @param operation AWS's name of it
     */
    void take(String operation) {
        Bucket bucket = Bucket.of(operation);
        Tokens tokens = (bucket != null) ? this.buckets.get(bucket) : null;
        if (tokens == null) {
            return;
        }
        Duration wait = tokens.take(this.nanos.getAsLong());
        if (!wait.isZero()) {
            try {
                this.sleep.pause(wait);
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                throw AbortedException.create("Interrupted while waiting for AWS's limits", ex);
            }
        }
    }

    /** Waits. */
    @FunctionalInterface
    interface Sleep {

        void pause(Duration time) throws InterruptedException;

    }

    /** What shares a limit: a burst, and how many calls come back each second. */
    private enum Bucket {

        CLUSTER_MODIFY(20, 1), CLUSTER_READ(50, 20), DEFINITION_MODIFY(20, 1), DEFINITION_READ(50, 20),
        DEFINITION_DELETE(5, 1), TASK_MODIFY(100, 40), TASK_READ(100, 20), SERVICE_MODIFY(50, 5), SERVICE_READ(100, 20),
        CAPACITY_PROVIDER(10, 1), TAG_MODIFY(20, 10);

        private final int burst;

        private final int perSecond;

        Bucket(int burst, int perSecond) {
            this.burst = burst;
            this.perSecond = perSecond;
        }

        static @Nullable Bucket of(String operation) {
            return switch (operation) {
                case "CreateCluster", "DeleteCluster", "UpdateCluster", "UpdateClusterSettings",
                        "PutClusterCapacityProviders" ->
                    CLUSTER_MODIFY;
                case "DescribeClusters", "ListClusters" -> CLUSTER_READ;
                case "RegisterTaskDefinition", "DeregisterTaskDefinition" -> DEFINITION_MODIFY;
                case "DescribeTaskDefinition", "ListTaskDefinitions", "ListTaskDefinitionFamilies" -> DEFINITION_READ;
                case "DeleteTaskDefinitions" -> DEFINITION_DELETE;
                case "RunTask", "StartTask", "StopTask", "ExecuteCommand" -> TASK_MODIFY;
                case "DescribeTasks", "ListTasks" -> TASK_READ;
                case "CreateService", "UpdateService", "DeleteService" -> SERVICE_MODIFY;
                case "DescribeServices", "ListServices" -> SERVICE_READ;
                case "CreateCapacityProvider", "DeleteCapacityProvider", "UpdateCapacityProvider" -> CAPACITY_PROVIDER;
                case "TagResource", "UntagResource" -> TAG_MODIFY;
                default -> null;
            };
        }

    }

    /** The tokens of a bucket; fewer than none are promised to those who wait. */
    private static final class Tokens {

        private final Bucket bucket;

        private double left;

        private long at;

        Tokens(Bucket bucket, long now) {
            this.bucket = bucket;
            this.left = bucket.burst;
            this.at = now;
        }

        synchronized Duration take(long now) {
            double back = (now - this.at) / 1e9 * this.bucket.perSecond;
            this.left = Math.min(this.bucket.burst, this.left + back) - 1;
            this.at = now;
            return (this.left >= 0) ? Duration.ZERO
                    : Duration.ofNanos((long) (-this.left / this.bucket.perSecond * 1e9));
        }

    }

}
