package dev.shipshape.ecsservices;

import java.util.List;

import dev.shipshape.cost.Price;
import dev.shipshape.cost.Spent;
import dev.shipshape.ecsservices.history.PastDeployment;
import dev.shipshape.ecsservices.spi.ServiceTasks.ServiceTask;
import dev.shipshape.ecsservices.steady.Diagnosis;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Status;

/**
 * All that the page of a service shows.
 *
 * @param service the service
 * @param price what the tasks that it wants cost an hour
 * @param spent what its tasks have cost
 * @param tasks its tasks, the newest first, or why they cannot be read
 * @param diagnosis whether it is steady, and why not
 * @param past what it ran before, or why that cannot be read
 * @param events what its scheduler says, as far as the filter keeps it
 */
record ServicePage(Service service, Price price, Spent spent, Attempt<List<ServiceTask>> tasks, Diagnosis diagnosis,
        Attempt<List<PastDeployment>> past, List<Service.Event> events) {

    /** How many tasks it kept before it was stopped; 0 where it was not. */
    public int before() {
        return ServiceStops.before(this.service).desired();
    }

    /** The last tasks of a deployment that ended as they should not. */
    public List<ServiceTask> endedOf(Deployment deployment) {
        return this.tasks.orElse(List.of())
            .stream()
            .filter((task) -> task.deployment().equals(deployment.id()) && task.status().tone() == Status.Tone.FAILED)
            .limit(3)
            .toList();
    }

    /** Whether it is on its way to something, which can be stopped. */
    public boolean stoppable() {
        return this.past.orElse(List.of()).stream().anyMatch(PastDeployment::inProgress);
    }

    /** Whether it ran something else before, to which it can go back. */
    public boolean reversible() {
        return this.past.orElse(List.of())
            .stream()
            .anyMatch((one) -> !one.definition().isEmpty() && !one.definition().equals(this.service.definition()));
    }

}
