package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.spi.ServiceTasks;
import dev.shipshape.tasks.explain.StopReason;
import org.springframework.stereotype.Component;

/** Tells a service's page about the service's tasks. */
@Component
class TasksOfServices implements ServiceTasks {

    private final Tasks tasks;

    TasksOfServices(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public List<ServiceTask> of(Connection connection, String cluster, String service) {
        return this.tasks.in(connection, cluster)
            .stream()
            .filter((task) -> task.service().equals(service))
            .map((task) -> new ServiceTask(task.id(), task.page(connection), task.state(), task.definition(),
                    task.times().created(), task.why().map(StopReason::firstWords).orElse(""),
                    task.why().map(StopReason::advice).orElse(""), task.startedBy()))
            .toList();
    }

}
