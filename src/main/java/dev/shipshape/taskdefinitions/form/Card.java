package dev.shipshape.taskdefinitions.form;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Prices;
import dev.shipshape.taskdefinitions.TaskCost;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands beside the form and changes with it.
 *
 * @param cost what one task costs
 * @param command the command that registers the same; null while it cannot be told
 */
record Card(TaskCost cost, @Nullable String command) {

    static Card of(TaskDefinitionForm form, Connection connection, Prices prices) {
        try {
            TaskDefinitionJson json = form.definition(connection.region());
            return new Card(TaskCost.of(task(json.tree(), connection.region()), prices), json.command(connection));
        }
        catch (WrongText | Problem ex) {
            return new Card(TaskCost.of(new Billable(connection.region(), java.util.Map.of()), prices), null);
        }
    }

    private static Billable task(ObjectNode tree, String region) {
        if (new LaunchTypeText().shown(tree.path("requiresCompatibilities")).equals(LaunchTypeText.EC2)) {
            return Billable.onInstances(region);
        }
        String architecture = new ArchitectureText().shown(tree.path("runtimePlatform"));
        return Billable.fargate(region, tree.path("cpu").asInt(0), tree.path("memory").asInt(0), architecture, false,
                false, 1);
    }

}
