package dev.shipshape.accounts;

import java.util.Locale;

/** What a person may do; each role may all that the ones before it may. */
public enum Role {

    /** Looks. */
    VIEWER("looks at everything"),
    /** Changes AWS. */
    OPERATOR("looks, creates, runs and deletes"),
    /** Cares for people and settings. */
    ADMIN("all of that, and people and settings");

    private final String may;

    Role(String may) {
        this.may = may;
    }

    /** The word that a person reads, such as {@code operator}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What someone of this role may do, in a few words. */
    public String may() {
        return this.may;
    }

    /** The authority that Spring Security knows it by. */
    String authority() {
        return "ROLE_" + name();
    }

}
