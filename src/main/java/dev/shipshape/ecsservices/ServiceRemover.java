package dev.shipshape.ecsservices;

import java.util.List;
import java.util.Optional;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Remover;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds services again and deletes them. */
@Component
class ServiceRemover implements Remover {

    private final EcsServices services;

    ServiceRemover(EcsServices services) {
        this.services = services;
    }

    @Override
    public String key() {
        return EcsServices.KIND;
    }

    @Override
    public String word() {
        return "service";
    }

    @Override
    public Order order() {
        return Order.SERVICE;
    }

    @Override
    public String reason() {
        return "A service goes first, or it would start its tasks again.";
    }

    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return this.services.find(connection, scope(action.scope()), action.name())
            .filter((service) -> service.action().equals(action.id()))
            .map((service) -> this.services.resource(connection, service))
            .stream()
            .toList();
    }

    /** INACTIVE, not known any more, or another one of the same name. */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        Optional<Service> found = this.services.find(connection, scope(resource.scope()), resource.arn());
        return found.map((service) -> service.inactive() || !ServiceReads.isSame(resource, service)).orElse(true);
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        this.services.find(connection, scope(resource.scope()), resource.arn())
            .filter((service) -> service.active() && ServiceReads.isSame(resource, service))
            .ifPresent((service) -> this.services.delete(connection, service));
    }

    @Override
    public List<Resource> standingIn(Connection connection, String cluster) {
        return this.services.now(connection, cluster)
            .stream()
            .map((service) -> this.services.resource(connection, service))
            .toList();
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters/" + scope(resource.scope()) + "/services/" + resource.name();
    }

    /** AWS takes the cluster named default where none is named. */
    private static String scope(@Nullable String scope) {
        return (scope != null) ? scope : "default";
    }

}
