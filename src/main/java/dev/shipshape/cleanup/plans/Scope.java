package dev.shipshape.cleanup.plans;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a plan is about.
 *
 * @param kind how much
 * @param connection the connection's name; null where several may be meant
 * @param subject the name of the cluster, the lab or the person; for a family also how
 * many stay; null for none
 * @param chosen the ids of ledger entries; empty unless it is a selection
 * @param withFound whether what was found goes too, although it lies in no cluster that
 * goes
 */
public record Scope(Kind kind, @Nullable String connection, @Nullable String subject, List<String> chosen,
        boolean withFound) {

    /** How much a plan is about. */
    public enum Kind {

        /** All that awaits clean-up. */
        EVERYTHING,
        /** All of one connection. */
        CONNECTION,
        /** One cluster with all in it. */
        CLUSTER,
        /** All that was made in a lab. */
        LAB,
        /** All of one person. */
        PERSON,
        /** What a person chose. */
        SELECTED,
        /** The old ones of a family: all but the newest and what is in use. */
        FAMILY

    }

    /** Reads a scope from an address or a form; nothing given means everything. */
    static Scope of(@Nullable String connection, @Nullable String cluster, @Nullable List<String> chosen) {
        if (chosen != null && !chosen.isEmpty()) {
            return new Scope(Kind.SELECTED, null, null, List.copyOf(chosen), false);
        }
        if (connection == null || connection.isBlank()) {
            return new Scope(Kind.EVERYTHING, null, null, List.of(), false);
        }
        if (cluster == null || cluster.isBlank()) {
            return new Scope(Kind.CONNECTION, connection, null, List.of(), false);
        }
        return new Scope(Kind.CLUSTER, connection, cluster, List.of(), false);
    }

    /** All that was made in a lab. */
    static Scope ofLab(String lab) {
        return new Scope(Kind.LAB, null, lab, List.of(), false);
    }

    /** All of one person. */
    static Scope ofPerson(String person) {
        return new Scope(Kind.PERSON, null, person, List.of(), false);
    }

    /**
     * The old ones of a family.
     * @param keep how many of the newest stay
     */
    static Scope ofFamily(String connection, String family, int keep) {
        return new Scope(Kind.FAMILY, connection, family + ":" + keep, List.of(), true);
    }

    /** The family's name; empty if it is about none. */
    String family() {
        return (this.kind == Kind.FAMILY) ? String.valueOf(this.subject).replaceFirst(":\\d+$", "") : "";
    }

    /** How many of the newest of a family stay. */
    int keep() {
        return Integer.parseInt(String.valueOf(this.subject).replaceFirst("^.*:", ""));
    }

    /** The same, with all that was found in it. */
    Scope found() {
        return new Scope(this.kind, this.connection, this.subject, this.chosen, true);
    }

    /** Whether it is about the whole of something that more may have been found in. */
    public boolean isWide() {
        return this.kind == Kind.EVERYTHING || this.kind == Kind.CONNECTION;
    }

    /** What it is about, in words, such as {@code cluster demo on sandbox}. */
    public String words() {
        return switch (this.kind) {
            case EVERYTHING -> "everything";
            case CONNECTION -> "all on " + this.connection;
            case CLUSTER -> "cluster " + this.subject + " on " + this.connection;
            case LAB -> "all of lab " + this.subject;
            case PERSON -> "all of " + this.subject;
            case SELECTED -> "what was chosen";
            case FAMILY -> "what is old of " + family() + " on " + this.connection + ", all but the newest " + keep()
                    + " and what is in use";
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
            case LAB -> " of lab " + this.subject;
            case PERSON -> " of " + this.subject;
            case FAMILY -> " of what was old of " + family();
            case SELECTED -> (steps.size() == 1)
                    ? " of the " + steps.get(0).words() + " on " + steps.get(0).getConnection() : " of what was chosen";
        };
        return "Nothing billable is left" + where;
    }

}
