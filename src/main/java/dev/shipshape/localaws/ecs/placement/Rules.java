package dev.shipshape.localaws.ecs.placement;

import java.util.List;
import java.util.Locale;

import dev.shipshape.localaws.ecs.query.ClusterQuery;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementConstraintType;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;

/**
 * What a call or a service says of where its tasks are to go.
 *
 * @param constraints what must be
 * @param strategies what is preferred, the first above all
 */
public record Rules(List<PlacementConstraint> constraints, List<PlacementStrategy> strategies) {

    /** Anywhere. */
    public static final Rules NONE = new Rules(List.of(), List.of());

    /**
     * Checked as RunTask and CreateService check them: at most ten constraints and five
     * strategies, none of either on Fargate (API reference).
     */
    public static Rules checked(List<PlacementConstraint> constraints, List<PlacementStrategy> strategies,
            boolean fargate) {
        if (fargate && !constraints.isEmpty()) {
            throw EcsErrors.invalidParameter("Placement constraints are not supported with FARGATE launch type.");
        }
        if (fargate && !strategies.isEmpty()) {
            throw EcsErrors.invalidParameter("Placement strategies are not supported with FARGATE launch type.");
        }
        if (constraints.size() > 10) {
            throw EcsErrors.invalidParameter("Cannot specify more than 10 placement constraints.");
        }
        if (strategies.size() > 5) {
            throw EcsErrors.invalidParameter("Cannot specify more than 5 placement strategies.");
        }
        constraints.forEach(Rules::check);
        strategies.forEach(Rules::check);
        return new Rules(List.copyOf(constraints), List.copyOf(strategies));
    }

    private static void check(PlacementConstraint constraint) {
        if (constraint.type() == null || constraint.type() == PlacementConstraintType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter(
                    "Unrecognized placement constraint type. Valid values: distinctInstance, " + "memberOf.");
        }
        boolean has = constraint.expression() != null && !constraint.expression().isBlank();
        if (constraint.type() == PlacementConstraintType.DISTINCT_INSTANCE && has) {
            throw EcsErrors.invalidParameter("The distinctInstance placement constraint takes no expression.");
        }
        if (constraint.type() == PlacementConstraintType.MEMBER_OF) {
            if (!has) {
                throw EcsErrors.invalidParameter("The memberOf placement constraint needs an expression.");
            }
            ClusterQuery.of(constraint.expression());
        }
    }

    private static void check(PlacementStrategy strategy) {
        if (strategy.type() == null || strategy.type() == PlacementStrategyType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors
                .invalidParameter("Unrecognized placement strategy type. Valid values: random, spread, " + "binpack.");
        }
        String field = (strategy.field() != null) ? strategy.field() : "";
        boolean valid = switch (strategy.type()) {
            case BINPACK -> List.of("cpu", "memory").contains(field.toLowerCase(Locale.ROOT));
            case SPREAD -> field.startsWith("attribute:") || field.equalsIgnoreCase("instanceId")
                    || field.equalsIgnoreCase("host");
            default -> field.isEmpty();
        };
        if (!valid) {
            throw EcsErrors.invalidParameter(
                    "Invalid field '" + field + "' for the placement strategy " + strategy.typeAsString() + ".");
        }
    }

}
