package dev.shipshape.ecsservices;

import java.util.List;

import dev.shipshape.cost.Price;
import dev.shipshape.cost.Spent;
import dev.shipshape.ecsservices.spi.ServiceTasks.ServiceTask;

/**
 * All that the page of a service shows.
 *
 * @param service the service
 * @param price what the tasks that it wants cost an hour
 * @param spent what its tasks have cost
 * @param tasks its tasks, the newest first
 */
record ServicePage(Service service, Price price, Spent spent, List<ServiceTask> tasks) {
}
