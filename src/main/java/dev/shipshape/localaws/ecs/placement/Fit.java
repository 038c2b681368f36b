package dev.shipshape.localaws.ecs.placement;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.shipshape.localaws.ecs.instances.Demand;
import dev.shipshape.localaws.ecs.instances.Fleet;
import dev.shipshape.localaws.ecs.instances.Resources;
import dev.shipshape.localaws.ecs.query.Candidate;
import dev.shipshape.localaws.ecs.query.ClusterQuery;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.PlacementConstraintType;

/**
 * Whether a task fits on an instance, and if not, why; in the words of the developer
 * guide's "API failures".
 */
final class Fit {

    private final Fleet fleet;

    private final Wanted wanted;

    Fit(Fleet fleet, Wanted wanted) {
        this.fleet = fleet;
        this.wanted = wanted;
    }

    /** Why the task cannot go there; null if it can. */
    @Nullable String refusal(ContainerInstance instance) {
        if (!Boolean.TRUE.equals(instance.agentConnected())) {
            return "AGENT";
        }
        if (!hasAttributes(instance)) {
            return "ATTRIBUTE";
        }
        String zone = attribute(instance, "ecs.availability-zone");
        if (!this.wanted.zones().isEmpty() && zone != null && !this.wanted.zones().contains(zone)) {
            return "LOCATION";
        }
        String constraint = constraint(instance);
        return (constraint != null) ? constraint : resource(instance);
    }

    /** An instance that tells no capability at all is taken to have them. */
    private boolean hasAttributes(ContainerInstance instance) {
        boolean tells = instance.attributes().stream().anyMatch((one) -> one.name().contains("ecs.capability."));
        return !tells || this.wanted.definition()
            .requiresAttributes()
            .stream()
            .allMatch((needed) -> instance.attributes().stream().anyMatch((one) -> has(one, needed)));
    }

    private static boolean has(Attribute attribute, Attribute needed) {
        return attribute.name().equals(needed.name())
                && (needed.value() == null || needed.value().equals(attribute.value()));
    }

    static @Nullable String attribute(ContainerInstance instance, String name) {
        return instance.attributes()
            .stream()
            .filter((one) -> name.equals(one.name()))
            .map(Attribute::value)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    }

    private @Nullable String constraint(ContainerInstance instance) {
        Candidate candidate = this.fleet.candidate(instance);
        boolean member = this.wanted.definition()
            .placementConstraints()
            .stream()
            .allMatch((one) -> one.expression() == null || ClusterQuery.of(one.expression()).test(candidate))
                && this.wanted.rules()
                    .constraints()
                    .stream()
                    .filter((one) -> one.type() == PlacementConstraintType.MEMBER_OF)
                    .allMatch((one) -> ClusterQuery.of(one.expression()).test(candidate));
        if (!member) {
            return "MemberOf placement constraint unsatisfied.";
        }
        boolean distinct = this.wanted.rules()
            .constraints()
            .stream()
            .anyMatch((one) -> one.type() == PlacementConstraintType.DISTINCT_INSTANCE);
        return (distinct && candidate.groups().get().contains(this.wanted.group()))
                ? "DistinctInstance placement constraint unsatisfied." : null;
    }

    private @Nullable String resource(ContainerInstance instance) {
        Demand demand = this.wanted.demand();
        Resources left = new Resources(instance.remainingResources());
        if (demand.cpu() > left.cpu()) {
            return "RESOURCE:CPU";
        }
        if (demand.memory() > left.memory()) {
            return "RESOURCE:MEMORY";
        }
        if (left.hasTaken(demand)) {
            return "RESOURCE:PORTS";
        }
        if (demand.ownInterface() && this.fleet.interfacesOn(instance) >= interfaces(instance)) {
            return "RESOURCE:ENI";
        }
        return (demand.gpus() > left.gpus()) ? "RESOURCE:GPU" : null;
    }

    /**
     * How many tasks with an interface of their own an instance takes: its limit but for
     * its first interface, without trunking (developer guide, by instance type).
     */
    private static int interfaces(ContainerInstance instance) {
        String type = attribute(instance, "ecs.instance-type");
        String size = (type != null) ? type.substring(type.indexOf('.') + 1).toLowerCase(Locale.ROOT) : "large";
        if (List.of("nano", "micro").contains(size)) {
            return 1;
        }
        if (List.of("small", "medium", "large").contains(size)) {
            return 2;
        }
        return List.of("xlarge", "2xlarge").contains(size) ? 3 : 7;
    }

}
