package dev.shipshape.localaws.ecs.services.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Service;

/** What the scheduler remembers of the services, besides what ECS's own model says. */
final class ServiceProgress {

    /** A complaint is not repeated before (developer guide, "Service event messages"). */
    private static final Duration COMPLAINTS_APART = Duration.ofHours(6);

    private final Table<Progress> table;

    ServiceProgress(Store store) {
        this.table = store.records("ecs.service-progress", Progress.class);
    }

    /**
     * What the scheduler remembers of a service.
     *
     * @param steady whether the steady state was reported since the last change
     * @param failures how many tasks failed since one stayed up
     * @param notBefore no task is started before
     * @param seen until when ended tasks were counted
     * @param complaint the last event that said what is wrong; null once it was mended
     * @param complainedAt when it was said
     * @param bakeUntil when the bake time of the present deployment ends; null before it
     * has begun
     * @param endedAt when the service became INACTIVE; null before
     */
    record Progress(boolean steady, int failures, Instant notBefore, Instant seen, @Nullable String complaint,
            @Nullable Instant complainedAt, @Nullable Instant bakeUntil, @Nullable Instant endedAt) {

        Progress steady(boolean now) {
            return new Progress(now, this.failures, this.notBefore, this.seen, now ? null : this.complaint,
                    now ? null : this.complainedAt, this.bakeUntil, this.endedAt);
        }

        Progress waiting(Instant until) {
            return new Progress(false, this.failures, until, this.seen, this.complaint, this.complainedAt,
                    this.bakeUntil, this.endedAt);
        }

        Progress failed(int sum, Instant until, Instant at) {
            return new Progress(false, sum, until, at, this.complaint, this.complainedAt, this.bakeUntil, this.endedAt);
        }

        Progress complained(String about, Instant at) {
            return new Progress(this.steady, this.failures, this.notBefore, this.seen, about, at, this.bakeUntil,
                    this.endedAt);
        }

        Progress baking(Instant until) {
            return new Progress(this.steady, this.failures, this.notBefore, this.seen, this.complaint,
                    this.complainedAt, until, this.endedAt);
        }

        boolean isNews(String about, Instant at) {
            return !Objects.equals(this.complaint, about) || this.complainedAt == null
                    || this.complainedAt.plus(COMPLAINTS_APART).isBefore(at);
        }

    }

    Progress of(Service service) {
        return this.table.find(service.serviceArn()).orElse(fresh(service.createdAt()));
    }

    private static Progress fresh(Instant at) {
        return new Progress(false, 0, at, at, null, null, null, null);
    }

    void change(Service service, UnaryOperator<Progress> change) {
        this.table.put(service.serviceArn(), change.apply(of(service)));
    }

    /** Begins anew: no failures, no waiting, nothing that was said. */
    void restart(String serviceArn, Instant now) {
        this.table.put(serviceArn, fresh(now));
    }

    /** Notes that a service has become INACTIVE. */
    void end(Service service, Instant now) {
        this.table.put(service.serviceArn(), new Progress(true, 0, now, now, null, null, null, now));
    }

    void forget(String serviceArn) {
        this.table.remove(serviceArn);
    }

}
