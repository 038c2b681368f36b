package dev.shipshape.aws;

import dev.shipshape.web.Problem;

/** Hears what becomes of every call that Shipshape makes, and never delays one. */
public interface CallListener {

    /**
     * AWS did what was asked.
     * @param connection where, in the region that was asked
     * @param permission what the call needed, such as {@code ecs:ListClusters}
     * @param millis how long the last attempt took
     */
    void answered(Connection connection, String permission, long millis);

    /**
     * AWS did not.
     * @param connection where
     * @param permission what the call needed
     * @param problem why, as a person is told
     */
    void failed(Connection connection, String permission, Problem problem);

}
