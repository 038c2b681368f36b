package dev.shipshape.localaws.engine.containers.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** The environment variables of the containers of one task. */
final class Environment {

    private final TaskOrder order;

    private final Secrets secrets;

    Environment(TaskOrder order, Secrets secrets) {
        this.order = order;
        this.secrets = secrets;
    }

    /** What ECS sets, then the definition, its secrets, and the task's overrides. */
    List<String> of(ContainerDefinition container) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_EXECUTION_ENV", this.order.isOnFargate() ? "AWS_ECS_FARGATE" : "AWS_ECS_EC2");
        variables.put("AWS_REGION", this.order.region());
        variables.put("AWS_DEFAULT_REGION", this.order.region());
        container.environment().forEach((each) -> variables.put(each.name(), each.value()));
        container.secrets()
            .forEach((each) -> variables.put(each.name(), this.secrets.value(container.name(), each.valueFrom())));
        this.order.override(container.name())
            .ifPresent(
                    (override) -> override.environment().forEach((each) -> variables.put(each.name(), each.value())));
        List<String> lines = new ArrayList<>();
        variables.forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

}
