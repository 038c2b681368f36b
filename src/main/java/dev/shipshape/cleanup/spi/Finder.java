package dev.shipshape.cleanup.spi;

import java.util.List;

import dev.shipshape.aws.Connection;

/**
 * Finds what stands of one kind, made by anyone. Implemented by the room that owns the
 * kind; a kind that is also removed implements {@link Remover}.
 */
public interface Finder {

    /** The key of the kind, such as {@code cluster}. */
    String key();

    /** What a person calls one of this kind, such as {@code service}. */
    String word();

    /** When this kind is looked for. */
    Phase phase();

    /**
     * All that stands of this kind in the connection's region, asked of AWS fresh, every
     * page.
     * @param connection where to look
     * @param survey what was found in earlier phases
     * @return what was found; of kinds that many others use too, only what belongs to our
     * clusters
     * @throws dev.shipshape.web.Problem if AWS does not let us look; then nothing is
     * concluded about this kind
     */
    List<Found> find(Connection connection, Survey survey);

    /** When a kind is looked for; each phase knows what the ones before it found. */
    enum Phase {

        /** Clusters. */
        CLUSTERS,
        /** What lies in clusters, and what stands by itself. */
        WITHIN,
        /** What is used by what was found: log groups, load balancers, networks. */
        USED,
        /**
         * What is used by those in turn, such as the security groups of load balancers.
         */
        BELOW

    }

}
