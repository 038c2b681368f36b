package dev.shipshape.ecsservices;

import java.util.List;

import dev.shipshape.cost.Price;
import dev.shipshape.ecsservices.spi.ServiceTasks.ServiceTask;

/**
 * All that the page of a service shows.
 *
 * @param service the service
 * @param price what the tasks that it wants cost an hour
 * @param tasks its tasks, the newest first
 */
record ServicePage(Service service, Price price, List<ServiceTask> tasks) {
}
