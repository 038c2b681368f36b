package dev.shipshape.localaws.servicediscovery;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicediscovery.model.FilterCondition;

/** How lists are filtered: EQ (also when nothing is said), IN, BEGINS_WITH. */
final class Filters {

    private Filters() {
    }

    static void check(@Nullable String condition, List<String> values, List<FilterCondition> allowed) {
        CloudMapChecks.oneOf("filters.condition", condition, allowed);
        if (values.isEmpty()) {
            throw CloudMapChecks.invalid("A filter needs at least one value.");
        }
        boolean one = condition == null || condition.equals("EQ") || condition.equals("BEGINS_WITH");
        if (one && allowed.contains(FilterCondition.EQ) && values.size() > 1) {
            throw CloudMapChecks.invalid("The condition EQ takes one value.");
        }
    }

    static boolean fits(@Nullable String value, @Nullable FilterCondition condition, List<String> values) {
        if (value == null) {
            return false;
        }
        return (condition == FilterCondition.BEGINS_WITH) ? value.startsWith(values.get(0)) : values.contains(value);
    }

}
