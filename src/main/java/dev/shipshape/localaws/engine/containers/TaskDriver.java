package dev.shipshape.localaws.engine.containers;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.shipshape.localaws.engine.TaskRun.Phase;
import dev.shipshape.localaws.engine.TaskState;
import dev.shipshape.localaws.engine.containers.daemon.Trouble;
import dev.shipshape.localaws.engine.containers.order.CannotStart;
import dev.shipshape.localaws.engine.containers.order.TaskOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Takes one task through its life: brings up what it needs, starts its containers as
 * their dependencies allow, notices what becomes of them, and takes everything down.
 * Everything that it has to know lies in the store and at the container engine, so that
 * another driver can go on from any point after a kill.
 */
final class TaskDriver implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(TaskDriver.class);

    private static final long LOOK_SECONDS = 2;

    private final Workplace place;

    private final TaskOrder order;

    private final TaskRecord record;

    private final TaskContainers containers;

    private final Consumer<String> whenDone;

    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();

    TaskDriver(Workplace place, TaskOrder order, Consumer<String> whenDone) {
        this.place = place;
        this.order = order;
        this.whenDone = whenDone;
        this.record = new TaskRecord(place, order);
        this.containers = new TaskContainers(place, order, this.record, this.inbox::add);
    }

    /** Has it look at what the task is to do, and at its containers. */
    void wake() {
        this.record.tell();
        this.inbox.add(() -> {
        });
    }

    /** Has it leave everything as it is. */
    void abandon() {
        this.record.abandon();
        wake();
    }

    @Override
    public void run() {
        this.place.watcher().listen(this.order.arn(), this::wake);
        try {
            if (!this.record.isEnding()) {
                live();
            }
            takeDown();
        }
        catch (Abandoned ex) {
            logger.trace("Task {} is no more", this.order.arn());
        }
        catch (RuntimeException ex) {
            if (!this.record.isAbandoned()) {
                logger.error("Nobody takes care of task {} any more", this.order.arn(), ex);
            }
        }
        finally {
            this.place.watcher().forget(this.order.arn());
            if (!this.record.isAbandoned()) {
                this.whenDone.accept(this.order.arn());
            }
        }
    }

    private void live() {
        try {
            TaskState state = this.record.now();
            boolean ready = (state.run().phase() == Phase.RUNNING) ? this.containers.adopt(state)
                    : this.containers.bringUp();
            while (ready && !this.record.isEnding()) {
                this.containers.startReady();
                hear();
                this.containers.look();
            }
        }
        catch (CannotStart ex) {
            fail(ex.container(), ex.reason());
        }
        catch (Abandoned ex) {
            throw ex;
        }
        catch (RuntimeException ex) {
            logger.debug("Task {} cannot start", this.order.arn(), ex);
            fail(null, "CannotCreateContainerError: Error response from daemon: " + Trouble.words(ex));
        }
    }

    /** Without an answer of the engine nobody knows what still runs: so again. */
    private void takeDown() {
        while (true) {
            try {
                this.containers.end();
                return;
            }
            catch (Abandoned ex) {
                throw ex;
            }
            catch (RuntimeException ex) {
                if (this.record.isAbandoned()) {
                    throw new Abandoned();
                }
                logger.warn("Task {} cannot be taken down yet: {}", this.order.arn(), Trouble.words(ex));
                hear();
            }
        }
    }

    private void fail(@Nullable String container, String reason) {
        if (container != null) {
            this.record.change((state) -> state.change(container, (next) -> next.reason(reason)));
        }
        this.record.stop(TaskStopCode.TASK_FAILED_TO_START, reason);
    }

    /** Waits until something happens. */
    private void hear() {
        try {
            Runnable message = this.inbox.poll(LOOK_SECONDS, TimeUnit.SECONDS);
            while (message != null) {
                message.run();
                message = this.inbox.poll();
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new Abandoned();
        }
    }

}
