package dev.shipshape.cleanup.sweep;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cost.Meter;
import dev.shipshape.cost.Usage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the meter what a look showed, and whose it is as the ledger knows it. */
@Component
class Metering {

    private final Meter meter;

    private final ResourceLedger ledger;

    Metering(Meter meter, ResourceLedger ledger) {
        this.meter = meter;
        this.ledger = ledger;
    }

    /**
     * Writes down what stood at this moment and what was over.
     * @param place where was looked
     * @param look what it showed
     * @param at when it began
     */
    void observe(Connection place, Look look, Instant at) {
        Map<String, LedgerEntry> entries = new HashMap<>();
        this.ledger.standing()
            .stream()
            .filter((entry) -> entry.getConnection().equals(place.name()) && entry.getRegion().equals(place.region()))
            .forEach((entry) -> entries.put(entry.resource().arn(), entry));
        this.meter.observe(place.name(), place.region(),
                look.found().stream().map((found) -> usage(found, entries)).toList(), look.kinds(), at);
    }

    /** What a service keeps is whose the service is. */
    private static Usage usage(Found found, Map<String, LedgerEntry> entries) {
        var resource = found.resource();
        LedgerEntry entry = entries.get((found.partOf() != null) ? found.partOf() : resource.arn());
        return new Usage(resource.kind(), resource.name(), resource.scope(), resource.arn(), resource.createdAt(),
                found.partOf(), (entry != null) ? entry.getPerson() : "", lab(entry), found.billedFrom(),
                found.billedUntil(), resource.facts());
    }

    private static @Nullable String lab(@Nullable LedgerEntry entry) {
        return (entry != null) ? entry.getLab() : null;
    }

}
