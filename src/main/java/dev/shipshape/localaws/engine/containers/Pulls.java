package dev.shipshape.localaws.engine.containers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import dev.shipshape.localaws.engine.containers.images.CannotPull;
import dev.shipshape.localaws.engine.containers.images.Images;
import dev.shipshape.localaws.engine.containers.order.CannotStart;
import dev.shipshape.localaws.engine.containers.order.ContainerOrders;
import dev.shipshape.localaws.engine.containers.order.TaskOrder;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** The images of one task's containers, and how they come here. */
final class Pulls {

    /** How often a pull that someone asked to hang looks whether the task is to end. */
    private static final long HANGING_NANOS = 200_000_000;

    private final Workplace place;

    private final TaskOrder order;

    private final TaskRecord record;

    /** Who pulls a container's image. */
    private final ContainerOrders orders;

    /** The images by the name of the container, as the engine calls them. */
    private final Map<String, String> images = new ConcurrentHashMap<>();

    Pulls(Workplace place, TaskOrder order, TaskRecord record, ContainerOrders orders) {
        this.place = place;
        this.order = order;
        this.record = record;
        this.orders = orders;
    }

    /** The image of a container that was pulled by this process. */
    Optional<String> image(ContainerDefinition container) {
        return Optional.ofNullable(this.images.get(container.name()));
    }

    /**
     * Pulls the images of all containers.
     * @return false if the task was asked to end meanwhile
     * @throws CannotStart if one cannot be had
     */
    boolean pullAll() {
        boolean hangs = this.place.store().inTransaction(() -> this.place.disturbances().pullHangs());
        while (hangs && !this.record.isEnding()) {
            LockSupport.parkNanos(HANGING_NANOS);
        }
        for (ContainerDefinition container : this.order.containers()) {
            pull(container);
            if (this.record.isEnding()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Pulls the image of one container.
     * @return its name at the engine
     * @throws CannotStart if it cannot be had
     */
    String pull(ContainerDefinition container) {
        try {
            Images.Pulled pulled = this.place.images()
                .pull(new Images.Order(container.image(), this.order.region(), this.order.architecture(),
                        this.orders.login(container).orElse(null)), this.record::isEnding);
            this.images.put(container.name(), pulled.name());
            this.record.change((state) -> state.change(container.name(), (next) -> next.imageDigest(pulled.digest())));
            return pulled.name();
        }
        catch (CannotPull ex) {
            throw new CannotStart(container.name(), String.valueOf(ex.getMessage()));
        }
    }

}
