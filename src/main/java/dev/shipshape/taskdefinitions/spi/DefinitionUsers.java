package dev.shipshape.taskdefinitions.spi;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.web.Status;

/**
 * Tells which services and tasks use revisions. Implemented by the rooms that know.
 */
public interface DefinitionUsers {

    /**
     * All users of any revision, over all clusters.
     * @param connection where
     * @param extent how many of them are waited for
     * @return the users; shared reads are good enough
     * @throws dev.shipshape.web.Problem if a cluster could not be read; then nothing is
     * known of what is not in use
     */
    List<DefinitionUser> in(Connection connection, Extent extent);

    /**
     * One use of a revision.
     *
     * @param definition the revision, such as {@code web:3}
     * @param kind {@code service} or {@code task}
     * @param name what it is called
     * @param cluster the name of its cluster
     * @param status its state in the words of its page
     * @param page its page's address
     * @param over whether it is over, and only known to have been
     */
    record DefinitionUser(String definition, String kind, String name, String cluster, Status status, String page,
            boolean over) {
    }

}
