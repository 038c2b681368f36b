package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Finds the revisions of a status in the order of their numbers: a family may have
 * thousands.
 */
final class Revisions {

    static final String ACTIVE = "ACTIVE";

    private final Index<TaskDefinition> byStatus;

    Revisions(Table<TaskDefinition> definitions) {
        this.byStatus = definitions.index("status-revision", (definition) -> List.of(value(definition)));
    }

    private static String value(TaskDefinition definition) {
        String region = definition.taskDefinitionArn().split(":", -1)[3];
        return prefix(region, definition.statusAsString(), definition.family())
                + String.format("%010d", definition.revision());
    }

    private static String prefix(String region, String status, @Nullable String family) {
        return region + "|" + status + "|" + ((family != null) ? family + ":" : "");
    }

    /**
     * The revisions of a status, as {@code family:0000000007}, read as far as asked.
     * @param family of this family only, or of all when null
     * @param after only those behind this one
     */
    Iterator<String> in(String region, String status, @Nullable String family, @Nullable String after,
            boolean descending) {
        String all = prefix(region, status, null);
        Iterator<String> values = this.byStatus.values(prefix(region, status, family),
                (after != null) ? all + after : null, descending);
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return values.hasNext();
            }

            @Override
            public String next() {
                return values.next().substring(all.length());
            }

        };
    }

    /** The newest active revision of a family, as {@code family:7}. */
    Optional<String> newest(String region, String family) {
        Iterator<String> newest = in(region, ACTIVE, family, null, true);
        return newest.hasNext() ? Optional.of(plain(newest.next())) : Optional.empty();
    }

    /** How many revisions of a family are in a status. */
    int count(String region, String status, String family) {
        return this.byStatus.count(prefix(region, status, family));
    }

    /** {@code family:7} out of {@code family:0000000007}. */
    static String plain(String sortable) {
        int colon = sortable.lastIndexOf(':');
        return sortable.substring(0, colon + 1) + Integer.parseInt(sortable.substring(colon + 1));
    }

}
