package dev.shipshape.cleanup.plans;

import java.util.Collection;

import dev.shipshape.audit.LedgerEntry;

/**
 * Tells whether an expired resource may be removed without a person's hand: turned on for
 * its lab or tag, announced in time, and no notifier down.
 */
public interface Announced {

    /** Whether it may be removed now. */
    boolean removable(LedgerEntry entry);

    /** These are being removed automatically; their owners are told. */
    default void removing(Collection<LedgerEntry> entries) {
    }

}
