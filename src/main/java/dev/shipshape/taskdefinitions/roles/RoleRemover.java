package dev.shipshape.taskdefinitions.roles;

import java.util.List;

import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Remover;
import org.springframework.stereotype.Component;

/** Finds roles that we made again and removes them. */
@Component
class RoleRemover implements Remover {

    private final TaskRoles roles;

    RoleRemover(TaskRoles roles) {
        this.roles = roles;
    }

    @Override
    public String key() {
        return TaskRoles.KIND;
    }

    @Override
    public String word() {
        return "role";
    }

    @Override
    public Order order() {
        return Order.ROLE;
    }

    @Override
    public String reason() {
        return "A role goes last, when nothing runs that may still need it.";
    }

    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return this.roles.fresh(connection, action.name())
            .filter((role) -> action.id().equals(role.tags().get(Change.TAG)))
            .map((role) -> TaskRoles.resource(connection, role))
            .stream()
            .toList();
    }

    /** A newcomer with the same name has the same ARN, but not the same moment. */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return this.roles.fresh(connection, resource.name())
            .filter((role) -> resource.createdAt() == null || resource.createdAt().equals(role.createdAt()))
            .isEmpty();
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        if (!isGone(connection, resource)) {
            this.roles.delete(connection, resource.name(), resource.arn());
        }
    }

    /** Roles have no page here; they are met where task definitions are made. */
    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/task-definitions";
    }

}
