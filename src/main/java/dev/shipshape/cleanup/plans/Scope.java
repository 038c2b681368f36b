package dev.shipshape.cleanup.plans;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a plan is about.
 *
 * @param kind how much
 * @param connection the connection's name; null for everything and for a selection
 * @param cluster the cluster's name; null unless it is about one cluster
 * @param chosen the ids of ledger entries, or {@code connection/cluster/arn} of what was
 * found; empty unless it is a selection
 */
public record Scope(Kind kind, @Nullable String connection, @Nullable String cluster, List<String> chosen) {

    /** How much a plan is about. */
    public enum Kind {

        /** All that awaits clean-up. */
        EVERYTHING,
        /** All of one connection. */
        CONNECTION,
        /** One cluster with all in it. */
        CLUSTER,
        /** What a person chose. */
        SELECTED

    }

    /** Reads a scope from an address or a form; nothing given means everything. */
    static Scope of(@Nullable String connection, @Nullable String cluster, @Nullable List<String> chosen) {
        if (chosen != null && !chosen.isEmpty()) {
            return new Scope(Kind.SELECTED, null, null, chosen);
        }
        if (connection == null || connection.isBlank()) {
            return new Scope(Kind.EVERYTHING, null, null, List.of());
        }
        if (cluster == null || cluster.isBlank()) {
            return new Scope(Kind.CONNECTION, connection, null, List.of());
        }
        return new Scope(Kind.CLUSTER, connection, cluster, List.of());
    }

    /** What it is about, in words, such as {@code cluster demo on sandbox}. */
    public String words() {
        return switch (this.kind) {
            case EVERYTHING -> "everything";
            case CONNECTION -> "all on " + this.connection;
            case CLUSTER -> "cluster " + this.cluster + " on " + this.connection;
            case SELECTED -> "what was chosen";
        };
    }

    /**
     * The last line of a receipt, when AWS confirms that nothing is left that costs
     * money.
     * @param steps what was removed
     */
    String clear(List<Step> steps) {
        String where = switch (this.kind) {
            case EVERYTHING -> "";
            case CONNECTION -> " on " + this.connection;
            case CLUSTER -> " of the " + words();
            case SELECTED -> (steps.size() == 1)
                    ? " of the " + steps.get(0).words() + " on " + steps.get(0).getConnection() : " of what was chosen";
        };
        return "Nothing billable is left" + where;
    }

}
