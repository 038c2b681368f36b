package dev.shipshape.ecsservices.spi;

import java.time.Instant;
import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/** Tells which tasks a service keeps. Implemented by the room that knows tasks. */
@FunctionalInterface
public interface ServiceTasks {

    /**
     * The tasks of one service, running and stopped, the newest first.
     * @param connection where
     * @param cluster the cluster's name
     * @param service the service's name
     * @return the tasks; shared reads are good enough
     */
    List<ServiceTask> of(Connection connection, String cluster, String service);

    /**
     * One task of a service.
     *
     * @param id the task's id
     * @param page its page's address
     * @param status its state
     * @param definition its revision, such as {@code web:3}
     * @param since when it was made; null where AWS does not say
     * @param remark why it stopped, in a few words; empty while it runs
     * @param advice what to do about that; empty for nothing
     * @param deployment the id of the deployment that started it
     */
    record ServiceTask(String id, String page, Status status, String definition, @Nullable Instant since, String remark,
            String advice, String deployment) {
    }

}
