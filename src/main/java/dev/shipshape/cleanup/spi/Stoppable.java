package dev.shipshape.cleanup.spi;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;

/**
 * A kind whose charges can be stopped and brought back, without removing what it is made
 * from: services scaled to 0, tasks stopped and run again. Implemented beside
 * {@link Remover}.
 */
public interface Stoppable {

    /** The key of the kind, such as {@code service}. */
    String key();

    /** What stopping does, such as "Scaled to 0; its definition stays.". */
    String stopReason();

    /**
     * What bringing it back will need, read from AWS before it is stopped.
     * @return a memo in the words of the kind's room, at most 20,000 characters
     */
    String memo(Connection connection, Resource resource);

    /**
     * Stops what it costs, as an action of the present person.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    void stop(Connection connection, Resource resource);

    /** Whether AWS confirms that it runs no longer, or is gone. */
    boolean isStopped(Connection connection, Resource resource);

    /**
     * Brings it back as the memo says, as an action of the present person.
     * @param mark 36 characters that stand on what is started, and serve as the call's
     * idempotency token; written down before this is called
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    void bringBack(Connection connection, Resource resource, String memo, String mark);

    /** Whether AWS confirms that it is back, because of this mark or of somebody else. */
    boolean isBack(Connection connection, Resource resource, String memo, String mark);

}
