package dev.shipshape.cleanup.sweep;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.audit.Inventory;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.Seen;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Identities;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at all that stands in the regions of a connection, and writes it down: what was
 * found, what is gone, and what could not be looked into.
 */
@Component
public class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final Lookout lookout;

    private final Regions regions;

    private final SweptRegionRepository swept;

    private final Inventory inventory;

    private final ResourceLedger ledger;

    private final Map<String, Remover> removers = new HashMap<>();

    private final Metering metering;

    private final Identities identities;

    private final SharedReads reads;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Sweep(Lookout lookout, Regions regions, SweptRegionRepository swept, Inventory inventory, ResourceLedger ledger,
            List<Remover> removers, Metering metering, Identities identities, SharedReads reads,
            TransactionTemplate transaction, Clock clock) {
        this.lookout = lookout;
        this.regions = regions;
        this.swept = swept;
        this.inventory = inventory;
        this.ledger = ledger;
        removers.forEach((remover) -> this.removers.put(remover.key(), remover));
        this.metering = metering;
        this.identities = identities;
        this.reads = reads;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Looks at every region of a connection that is in use, now.
     * @param home the connection
     * @return what could not be looked into, each with place and reason
     */
    public List<String> over(Connection home) {
        List<String> unseen = new ArrayList<>();
        for (Connection place : this.regions.used(home)) {
            at(place).forEach((line) -> unseen.add(place.name() + " in " + place.region() + ": " + line));
        }
        return unseen;
    }

    /** What the last look at each region left. */
    public List<SweptRegion> last() {
        return this.swept.findAllByOrderByConnectionAscRegionAsc();
    }

    /** Looks at one region. */
    private List<String> at(Connection place) {
        Instant began = this.clock.instant();
        Look look = this.lookout.at(place, known(place));
        List<Seen> seen = look.found()
            .stream()
            .filter((one) -> one.partOf() == null && !one.over())
            .map((one) -> new Seen(one.resource(), one.tags()))
            .toList();
        String account = this.identities.of(place).map(Identities.Identity::account).orElse(null);
        List<LedgerEntry> missing = write(place, account, seen, look, began);
        this.metering.observe(place, look, began);
        missing.forEach((entry) -> ask(place, entry));
        return look.unseen();
    }

    private Map<String, Set<String>> known(Connection place) {
        return this.ledger.standing()
            .stream()
            .filter((entry) -> entry.getConnection().equals(place.name()) && entry.getRegion().equals(place.region()))
            .map(LedgerEntry::resource)
            .collect(Collectors.groupingBy(Resource::kind, Collectors.mapping(Resource::name, Collectors.toSet())));
    }

    private List<LedgerEntry> write(Connection place, @Nullable String account, List<Seen> seen, Look look,
            Instant began) {
        String id = SweptRegion.id(place);
        this.transaction.executeWithoutResult((status) -> {
            if (!this.swept.existsById(id)) {
                this.swept.save(new SweptRegion(place));
            }
        });
        return Objects.requireNonNull(this.transaction.execute((status) -> {
            SweptRegion region = this.swept.hold(id).orElseThrow();
            region.swept(began, seen.size(), look.unseen());
            if (!seen.isEmpty()) {
                region.use();
            }
            return this.inventory.saw(place, account, seen, look.kinds(), began);
        }));
    }

    /** What a list leaves out may drain still: AWS is asked about it by name. */
    private void ask(Connection place, LedgerEntry missing) {
        Resource resource = missing.resource();
        Remover remover = this.removers.get(resource.kind());
        try {
            if (remover == null || this.reads.fresh(() -> remover.isGone(place, resource))) {
                this.ledger.gone(missing, missing.getNote());
            }
        }
        catch (Problem problem) {
            LOG.debug("{} is asked for again at the next look: {}", resource.arn(), problem.what());
        }
    }

}
