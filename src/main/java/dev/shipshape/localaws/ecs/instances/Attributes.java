package dev.shipshape.localaws.ecs.instances;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DeleteAttributesRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAttributesResponse;
import software.amazon.awssdk.services.ecs.model.ListAttributesRequest;
import software.amazon.awssdk.services.ecs.model.ListAttributesResponse;
import software.amazon.awssdk.services.ecs.model.PutAttributesRequest;
import software.amazon.awssdk.services.ecs.model.PutAttributesResponse;
import software.amazon.awssdk.services.ecs.model.TargetType;

/**
 * The attributes of container instances: those that ECS and the agent set, and up to ten
 * custom ones each.
 */
public final class Attributes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/\\\\.-]{1,128}");

    private static final Pattern VALUE = Pattern.compile("(?! )[A-Za-z0-9_.@/\\\\: -]{1,128}(?<! )");

    private static final int MOST = 10;

    private final Clusters clusters;

    private final Fleet fleet;

    /** The attributes of the instances of this fleet. */
    public Attributes(Clusters clusters, Fleet fleet) {
        this.clusters = clusters;
        this.fleet = fleet;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("PutAttributes", Operation.of(PutAttributesRequest::builder, this::put).requiring("attributes"),
                "DeleteAttributes",
                Operation.of(DeleteAttributesRequest::builder, this::delete).requiring("attributes"), "ListAttributes",
                Operation.of(ListAttributesRequest::builder, this::list).requiring("targetType"));
    }

    private PutAttributesResponse put(CallContext context, PutAttributesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        check(request.attributes());
        List<Attribute> done = new ArrayList<>();
        for (Attribute attribute : request.attributes()) {
            for (ContainerInstance instance : targets(context, cluster, attribute)) {
                put(instance.containerInstanceArn(), attribute);
                done.add(on(instance, attribute));
            }
        }
        return PutAttributesResponse.builder().attributes(done).build();
    }

    private void put(String instanceArn, Attribute attribute) {
        ContainerInstance instance = this.fleet.find(instanceArn).orElseThrow();
        List<Attribute> others = without(instance, attribute.name());
        if (others.stream().filter((each) -> !isReserved(each.name())).count() >= MOST) {
            throw new AwsError("AttributeLimitExceededException",
                    "You can apply up to 10 custom attributes for each resource.");
        }
        List<Attribute> all = new ArrayList<>(others);
        all.add(Attribute.builder().name(attribute.name()).value(attribute.value()).build());
        this.fleet.change(instanceArn, (next) -> next.attributes(all));
    }

    private static List<Attribute> without(ContainerInstance instance, String name) {
        return instance.attributes().stream().filter((each) -> !each.name().equals(name)).toList();
    }

    private DeleteAttributesResponse delete(CallContext context, DeleteAttributesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        check(request.attributes());
        List<Attribute> done = new ArrayList<>();
        for (Attribute attribute : request.attributes()) {
            for (ContainerInstance instance : targets(context, cluster, attribute)) {
                List<Attribute> left = without(instance, attribute.name());
                if (left.size() < instance.attributes().size()) {
                    this.fleet.change(instance.containerInstanceArn(), (next) -> next.attributes(left));
                    done.add(on(instance, attribute));
                }
            }
        }
        return DeleteAttributesResponse.builder().attributes(done).build();
    }

    private static void check(List<Attribute> attributes) {
        if (attributes.size() > MOST) {
            throw EcsErrors.invalidParameter("You can specify up to 10 attributes in a single call.");
        }
        for (Attribute attribute : attributes) {
            if (attribute.name() == null || !NAME.matcher(attribute.name()).matches()) {
                throw EcsErrors.invalidParameter("The attribute name is invalid: " + attribute.name());
            }
            if (attribute.value() != null && !VALUE.matcher(attribute.value()).matches()) {
                throw EcsErrors.invalidParameter("The attribute value is invalid: " + attribute.value());
            }
            if (isReserved(attribute.name())) {
                throw EcsErrors.invalidParameter("The attribute " + attribute.name() + " is reserved for AWS use.");
            }
        }
    }

    /** What ECS and the agent set themselves. */
    private static boolean isReserved(String name) {
        return name.startsWith("ecs.") || name.startsWith("com.amazonaws.");
    }

    /**
     * The instance that an attribute names; without a target, every one of the cluster.
     */
    private List<ContainerInstance> targets(CallContext context, Cluster cluster, Attribute attribute) {
        checkType(attribute.targetType());
        String target = attribute.targetId();
        if (target == null || target.isEmpty()) {
            return this.fleet.registered(cluster);
        }
        if (!target.startsWith("arn:") && attribute.targetType() == null) {
            throw EcsErrors.invalidParameter("targetType is required if you use the short form ID for a resource.");
        }
        return List.of(this.fleet.find(References.within(context, cluster, "container-instance", target))
            .filter((instance) -> !Fleet.INACTIVE.equals(instance.status()))
            .orElseThrow(() -> new AwsError("TargetNotFoundException", "Could not find " + target)));
    }

    private static void checkType(@Nullable TargetType type) {
        if (type == TargetType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("targetType should be one of [container-instance]");
        }
    }

    private static Attribute on(ContainerInstance instance, Attribute attribute) {
        return Attribute.builder()
            .name(attribute.name())
            .value(attribute.value())
            .targetId(instance.containerInstanceArn())
            .build();
    }

    private ListAttributesResponse list(CallContext context, ListAttributesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        checkType(request.targetType());
        if (request.attributeValue() != null && request.attributeName() == null) {
            throw EcsErrors.invalidParameter("An attribute name must be specified to filter by its value.");
        }
        int size = (request.maxResults() != null) ? request.maxResults() : 100;
        if (size < 1 || size > 100) {
            throw EcsErrors.invalidParameter("maxResults must be between 1 and 100.");
        }
        List<Attribute> all = this.fleet.registered(cluster)
            .stream()
            .flatMap((instance) -> instance.attributes().stream().map((attribute) -> on(instance, attribute)))
            .filter((each) -> request.attributeName() == null || request.attributeName().equals(each.name()))
            .filter((each) -> request.attributeValue() == null
                    || Objects.equals(request.attributeValue(), each.value()))
            .sorted(Comparator.comparing(Attributes::order))
            .toList();
        Page<Attribute> page = Page.of(all, Attributes::order, size, request.nextToken(), EcsErrors::invalidToken);
        return ListAttributesResponse.builder().attributes(page.items()).nextToken(page.nextToken()).build();
    }

    private static String order(Attribute attribute) {
        return attribute.targetId() + "|" + attribute.name();
    }

}
