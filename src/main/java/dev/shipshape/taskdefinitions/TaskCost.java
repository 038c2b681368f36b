package dev.shipshape.taskdefinitions;

import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;

/**
 * What one task of a definition costs while it runs.
 *
 * @param price the price an hour, without a public address
 * @param onInstances whether it runs on instances, which are billed themselves
 */
public record TaskCost(Price price, boolean onInstances) {

    /** The cost of one task on Fargate, on demand and without a public address. */
    public static TaskCost of(TaskDefinition definition, String region, Prices prices) {
        return of(definition.tasks(region, false, false, 1), prices);
    }

    /** The cost of what is billed so. */
    public static TaskCost of(Billable task, Prices prices) {
        return new TaskCost(prices.of(task), task.equals(Billable.onInstances(task.region())));
    }

}
