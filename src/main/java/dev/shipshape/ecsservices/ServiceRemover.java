package dev.shipshape.ecsservices;

import java.util.List;
import java.util.Optional;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Stoppable;
import dev.shipshape.cleanup.spi.Survey;
import dev.shipshape.ecsservices.scaling.ScalingTargets;
import dev.shipshape.ecsservices.scaling.Suspension;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds services, deletes them, and scales them to 0 and back. */
@Component
class ServiceRemover implements Remover, Stoppable {

    private final EcsServices services;

    private final FoundServices found;

    private final ScalingTargets scaling;

    private final ServiceStops stops;

    ServiceRemover(EcsServices services, FoundServices found, ScalingTargets scaling, ServiceStops stops) {
        this.services = services;
        this.found = found;
        this.scaling = scaling;
        this.stops = stops;
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
        same(connection, resource).ifPresent((service) -> this.services.delete(connection, service));
    }

    @Override
    public List<Resource> standingIn(Connection connection, String cluster) {
        return this.services.now(connection, cluster)
            .stream()
            .map((service) -> this.services.resource(connection, service))
            .toList();
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.found.in(connection, survey.names("cluster"));
    }

    @Override
    public String stopReason() {
        return "Scaled to 0, with what scales it suspended; the service and its definition stay.";
    }

    @Override
    public String memo(Connection connection, Resource resource) {
        return same(connection, resource).map((service) -> this.stops.memo(connection, service))
            .orElse(ServiceMemo.NOTHING)
            .written();
    }

    /** Something could scale it up again. */
    private boolean climbs(Connection connection, Service service) {
        Suspension now = this.stops.suspension(connection, service);
        return now != null && !now.equals(Suspension.ALL);
    }

    private boolean isSuspended(Connection connection, Service service) {
        return Suspension.ALL.equals(this.stops.suspension(connection, service));
    }

    @Override
    public void stop(Connection connection, Resource resource) {
        same(connection, resource).ifPresent((service) -> this.stops.rest(connection, service));
    }

    @Override
    public boolean isStopped(Connection connection, Resource resource) {
        return same(connection, resource)
            .map((service) -> service.desired() == 0 && service.running() + service.pending() == 0
                    && !climbs(connection, service))
            .orElse(true);
    }

    /** What somebody has scaled or resumed since is left as it is. */
    @Override
    public void bringBack(Connection connection, Resource resource, String memo, String mark) {
        Service service = same(connection, resource)
            .orElseThrow(() -> new Problem(HttpStatus.CONFLICT, "Service " + resource.name() + " is gone.",
                    "What is gone cannot be scaled up again. Create the service anew."));
        ServiceMemo before = ServiceMemo.read(memo);
        if (service.desired() == 0 && before.desired() > 0) {
            this.services.scale(connection, service, before.desired());
        }
        Suspension scaling = before.scaling();
        if (scaling != null && isSuspended(connection, service)) {
            this.scaling.suspend(connection, service.cluster(), service.name(), scaling);
        }
    }

    @Override
    public boolean isBack(Connection connection, Resource resource, String memo, String mark) {
        ServiceMemo before = ServiceMemo.read(memo);
        boolean resumes = before.scaling() != null && !Suspension.ALL.equals(before.scaling());
        return same(connection, resource)
            .filter((service) -> (service.desired() > 0 || before.desired() == 0)
                    && !(resumes && isSuspended(connection, service)))
            .isPresent();
    }

    /** The service itself, if it is active, and not a newcomer of the same name. */
    private Optional<Service> same(Connection connection, Resource resource) {
        return this.services.find(connection, scope(resource.scope()), resource.arn())
            .filter((service) -> service.active() && ServiceReads.isSame(resource, service));
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
