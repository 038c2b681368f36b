package dev.shipshape.localaws.engine.containers;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;

import dev.shipshape.localaws.engine.Disturbances;
import dev.shipshape.localaws.engine.LogSink;
import dev.shipshape.localaws.engine.TaskChanges;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.images.Images;
import dev.shipshape.localaws.engine.containers.order.Secrets;
import dev.shipshape.localaws.engine.containers.watch.ContainerLogs;
import dev.shipshape.localaws.engine.containers.watch.HealthChecks;
import dev.shipshape.localaws.engine.containers.watch.Watcher;
import dev.shipshape.localaws.store.Store;

/**
 * What the drivers of all tasks share.
 *
 * @param store where transactions are made
 * @param changes where tasks are changed, inside a transaction
 * @param clock the endpoint's clock
 * @param sink where log groups are
 * @param disturbances what goes wrong because someone asked for it
 * @param daemon the container engine
 * @param labels what this endpoint's things carry there
 * @param images how images get there
 * @param secrets the secrets of tasks
 * @param watcher tells which containers run
 * @param logs takes over what they write
 * @param health checks how they are
 * @param workers for what is done side by side
 */
record Workplace(Store store, TaskChanges changes, Clock clock, LogSink sink, Disturbances disturbances, Daemon daemon,
        Labels labels, Images images, Secrets secrets, Watcher watcher, ContainerLogs logs, HealthChecks health,
        ExecutorService workers) {

    Instant now() {
        return this.clock.instant();
    }

}
