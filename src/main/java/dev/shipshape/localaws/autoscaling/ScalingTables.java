package dev.shipshape.localaws.autoscaling;

import java.util.Optional;
import java.util.Set;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * What Application Auto Scaling remembers. Keys are region, namespace, resource and
 * dimension, then the name of a policy or of an action, with a bar between them, which
 * none of them may contain.
 */
final class ScalingTables {

    private static final Set<String> DIMENSIONS = Set.of("ecs:service:DesiredCount");

    private final Table<ScalableTarget> targets;

    private final Table<ScalingPolicy> policies;

    private final Table<ScheduledAction> actions;

    private final Table<ListTagsForResourceResponse> tags;

    ScalingTables(Store store) {
        this.targets = store.table("autoscaling.targets", ScalableTarget::builder);
        this.policies = store.table("autoscaling.policies", ScalingPolicy::builder);
        this.actions = store.table("autoscaling.actions", ScheduledAction::builder);
        this.tags = store.table("autoscaling.tags", ListTagsForResourceResponse::builder);
    }

    Table<ScalableTarget> targets() {
        return this.targets;
    }

    Table<ScalingPolicy> policies() {
        return this.policies;
    }

    Table<ScheduledAction> actions() {
        return this.actions;
    }

    Table<ListTagsForResourceResponse> tags() {
        return this.tags;
    }

    static String key(String... parts) {
        return String.join("|", parts);
    }

    /** The target of this key; refuses if there is none. */
    ScalableTarget target(String key, String namespace, String resource, String dimension) {
        Optional<ScalableTarget> target = this.targets.find(key);
        return target.orElseThrow(
                () -> new AwsError("ObjectNotFoundException", "No scalable target registered for service namespace: "
                        + namespace + ", resource ID: " + resource + ", scalable dimension: " + dimension));
    }

    /** Refuses what is no namespace; those besides ECS's have nothing in them here. */
    static void checkNamespace(@Nullable String namespace) {
        if (namespace == null || ServiceNamespace.fromValue(namespace) == ServiceNamespace.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("1 validation error detected: Value '" + namespace
                    + "' at 'serviceNamespace' failed to satisfy constraint: Member must satisfy enum value set: "
                    + ServiceNamespace.knownValues().stream().map(Object::toString).sorted().toList());
        }
    }

    /** Refuses what cannot be scaled: anything but the count of an ECS service. */
    static void checkScalable(String namespace, String resource, String dimension) {
        checkNamespace(namespace);
        if (!namespace.equals("ecs")) {
            throw invalid("The sandbox has no services of the namespace " + namespace + ".");
        }
        if (!DIMENSIONS.contains(dimension)) {
            throw invalid("Unsupported service namespace, resource type or scalable dimension");
        }
        if (!resource.matches("service/[A-Za-z0-9_-]{1,255}/[A-Za-z0-9_-]{1,255}")) {
            throw invalid("Unsupported service namespace, resource type or scalable dimension");
        }
    }

    static AwsError invalid(String message) {
        return new AwsError("ValidationException", message);
    }

    static AwsError invalidToken() {
        return new AwsError("InvalidNextTokenException", "Invalid token");
    }

    /** Pages of 1 to 50. */
    static int limit(@Nullable Integer asked) {
        int limit = (asked != null) ? asked : 50;
        if (limit < 1 || limit > 50) {
            throw invalid("1 validation error detected: Value '" + limit + "' at 'maxResults' failed to satisfy "
                    + "constraint: Member must have value between 1 and 50");
        }
        return limit;
    }

}
