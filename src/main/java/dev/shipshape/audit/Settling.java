package dev.shipshape.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.audit.Action.Result;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.ResourceKind;
import dev.shipshape.audit.spi.Settlement;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.AwsErrors;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles what is unknown by asking AWS: actions whose reply was lost or whose process
 * ended, and ledger entries that may be gone by now. An action is taken only when its
 * lease has run out, so that no live call of another copy is touched.
 */
@Component
class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private static final Set<Result> UNKNOWN = EnumSet.of(Result.OPEN, Result.UNKNOWN);

    private final ActionRepository actions;

    private final ResourceLedger ledger;

    private final Connections connections;

    private final Map<String, ResourceKind> kinds;

    private final SharedReads reads;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final AwsClients clients;

    Settling(ActionRepository actions, ResourceLedger ledger, Connections connections, List<ResourceKind> kinds,
            SharedReads reads, TransactionTemplate transaction, Clock clock, AwsClients clients) {
        this.actions = actions;
        this.ledger = ledger;
        this.connections = connections;
        this.kinds = kinds.stream().collect(Collectors.toMap(ResourceKind::key, Function.identity()));
        this.reads = reads;
        this.transaction = transaction;
        this.clock = clock;
        this.clients = clients;
    }

    /**
     * Runs at the start and every minute. A connection that cannot be asked is left alone
     * for the rest of the round, so that it does not keep the others waiting.
     */
    @Scheduled(fixedDelayString = "${shipshape.settle-every:60s}")
    void settle() {
        Set<String> silent = new HashSet<>();
        for (Action action : this.actions.findByOutcomeInAndLeaseUntilBefore(UNKNOWN, this.clock.instant())) {
            ask(silent, action.getConnection(), action.getKind(), "action " + action.getId(),
                    (connection, kind) -> settle(action, connection, kind));
        }
        for (LedgerEntry entry : this.ledger.standing()) {
            Resource resource = entry.resource();
            ask(silent, entry.getConnection(), resource.kind(), resource.arn(), (connection, kind) -> {
                if (this.reads.fresh(() -> kind.isGone(connection, resource))) {
                    this.ledger.gone(entry, entry.getNote());
                }
            });
        }
    }

    private void ask(Set<String> silent, String name, String key, String what,
            BiConsumer<Connection, ResourceKind> question) {
        Connection connection = this.connections.find(name).orElse(null);
        ResourceKind kind = this.kinds.get(key);
        if (connection == null || kind == null || silent.contains(name)) {
            return;
        }
        try {
            question.accept(connection, kind);
        }
        catch (Problem problem) {
            LOG.info("{} cannot be settled yet: {}", what, problem.what());
            if (problem.status().is5xxServerError() || AwsErrors.isThrottled(problem)) {
                silent.add(name);
            }
        }
        catch (RuntimeException ex) {
            LOG.warn("{} could not be settled; the others go on", what, ex);
        }
    }

    private void settle(Action action, Connection connection, ResourceKind kind) {
        if (lease(action)) {
            Settlement settlement = this.reads.fresh(() -> kind.settle(connection, action.open()));
            write(action.getId(), connection, settlement);
            this.reads.changed(connection);
        }
    }

    private boolean lease(Action action) {
        Instant now = this.clock.instant();
        Instant until = now.plus(this.clients.callTimeout().multipliedBy(2));
        Integer taken = this.transaction.execute((status) -> this.actions.lease(action.getId(), now, until, UNKNOWN));
        return taken != null && taken == 1;
    }

    private void write(String id, Connection connection, Settlement settlement) {
        Result result = switch (settlement.verdict()) {
            case TOOK_PLACE -> Result.SUCCEEDED;
            case DID_NOT -> Result.FAILED;
            case CANNOT_TELL -> Result.UNSETTLED;
        };
        String note = switch (settlement.verdict()) {
            case TOOK_PLACE -> "The reply was lost; AWS's state shows that it took place.";
            case DID_NOT -> "The reply was lost; AWS's state shows that it did not take place.";
            case CANNOT_TELL -> "The reply was lost, and AWS's state does not tell whether it took place.";
        };
        this.transaction.executeWithoutResult((status) -> {
            Action action = this.actions.hold(id).orElseThrow();
            if (!UNKNOWN.contains(action.getOutcome())) {
                return; // the call came back after all, and knows better
            }
            action.end(result, this.clock.instant(), action.getRequestId(), action.getErrorCode(), note);
            this.ledger.record(action, connection, settlement.made());
            String arn = action.getArn();
            if (result == Result.SUCCEEDED && action.getVerb().removes() && arn != null) {
                this.ledger.gone(connection, arn, note);
            }
        });
    }

}
