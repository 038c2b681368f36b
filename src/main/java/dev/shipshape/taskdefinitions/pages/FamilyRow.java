package dev.shipshape.taskdefinitions.pages;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Prices;
import dev.shipshape.taskdefinitions.Family;
import dev.shipshape.taskdefinitions.TaskCost;
import dev.shipshape.taskdefinitions.TaskDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A family in the list.
 *
 * @param name its name
 * @param newest the number of its newest revision of the state that is shown
 * @param revisions how many revisions it has of the state that is shown
 * @param latest the newest of them; null if it is not known, or went away between two
 * reads
 * @param cost what one task of the newest costs; null as with {@code latest}
 */
record FamilyRow(String name, int newest, int revisions, @Nullable TaskDefinition latest, @Nullable TaskCost cost) {

    static FamilyRow of(Family family, @Nullable TaskDefinition latest, Connection connection, Prices prices) {
        return new FamilyRow(family.name(), family.latest().number(), family.revisions().size(), latest,
                (latest != null) ? TaskCost.of(latest, connection.region(), prices) : null);
    }

}
