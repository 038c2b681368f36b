package dev.shipshape.network;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds the security groups that were made with Shipshape and deletes them. */
@Component
class SecurityGroupRemover implements Remover {

    private final SecurityGroups groups;

    SecurityGroupRemover(SecurityGroups groups) {
        this.groups = groups;
    }

    @Override
    public String key() {
        return SecurityGroups.KIND;
    }

    @Override
    public String word() {
        return "security group";
    }

    @Override
    public Order order() {
        return Order.NETWORK;
    }

    @Override
    public String reason() {
        return "A security group goes last but one, when no network interface is left that has it.";
    }

    @Override
    public Phase phase() {
        return Phase.BELOW;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.groups.ours(connection);
    }

    /** Shipshape makes none. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return List.of();
    }

    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.groups.stands(connection, resource.name());
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        this.groups.delete(connection, resource);
    }

    /** Security groups have no page here; they are met through the clusters. */
    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters";
    }

}
