package dev.shipshape.localaws.ecs.services;

import java.time.Instant;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.Service;

/** What the scheduler remembers of the services, besides what ECS's own model says. */
final class ServiceProgress {

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
     */
    record Progress(boolean steady, int failures, Instant notBefore, Instant seen) {
    }

    Progress of(Service service) {
        return this.table.find(service.serviceArn())
            .orElse(new Progress(false, 0, service.createdAt(), service.createdAt()));
    }

    /** Begins anew: no failures, no waiting. */
    void restart(String serviceArn, Instant now) {
        this.table.put(serviceArn, new Progress(false, 0, now, now));
    }

    void forget(Service service) {
        this.table.remove(service.serviceArn());
    }

    void steady(Service service, boolean steady) {
        Progress before = of(service);
        this.table.put(service.serviceArn(),
                new Progress(steady, before.failures(), before.notBefore(), before.seen()));
    }

    /** Starts no task until then. */
    void pause(Service service, Instant until) {
        Progress before = of(service);
        this.table.put(service.serviceArn(), new Progress(false, before.failures(), until, before.seen()));
    }

    /** Starts no task until then, as so many have failed by now. */
    void failed(Service service, int failures, Instant until, Instant now) {
        this.table.put(service.serviceArn(), new Progress(false, failures, until, now));
    }

}
