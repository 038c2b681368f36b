package dev.shipshape.audit.activity;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.audit.Action;
import dev.shipshape.audit.History;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.ResourceKind;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where what actions were about can still be looked at. The ledger tells what stands; AWS
 * is not asked.
 */
@Component
class ActionPages {

    private final ResourceLedger ledger;

    private final History history;

    private final Connections connections;

    private final Map<String, ResourceKind> kinds;

    ActionPages(ResourceLedger ledger, History history, Connections connections, List<ResourceKind> kinds) {
        this.ledger = ledger;
        this.history = history;
        this.connections = connections;
        this.kinds = kinds.stream().collect(Collectors.toMap(ResourceKind::key, Function.identity()));
    }

    /**
     * The rows of actions, each with the page of what it was about.
     * @param actions one page of actions
     */
    List<ActivityRow> rows(List<Action> actions) {
        List<LedgerEntry> known = this.ledger.of(actions.stream().map(Action::getId).toList(),
                actions.stream().map(Action::getResource).toList());
        return actions.stream().map((action) -> ActivityRow.of(action, page(action, known))).toList();
    }

    /** Of what was removed, has gone since or was never made there is no page. */
    private @Nullable String page(Action action, List<LedgerEntry> known) {
        Connection connection = this.connections.find(action.getConnection()).orElse(null);
        ResourceKind kind = this.kinds.get(action.getKind());
        if (connection == null || kind == null || action.getVerb().removes()
                || action.getOutcome() == Action.Result.FAILED) {
            return null;
        }
        return action.getVerb().makes() ? made(action, known, connection, kind)
                : touched(action, known, connection, kind);
    }

    private static @Nullable String made(Action action, List<LedgerEntry> known, Connection connection,
            ResourceKind kind) {
        List<Resource> standing = known.stream()
            .filter((entry) -> action.getId().equals(entry.getActionId()) && entry.getState() != State.GONE)
            .map(LedgerEntry::resource)
            .toList();
        return switch (standing.size()) {
            case 0 -> null;
            case 1 -> kind.page(connection, standing.get(0));
            default -> kind.listPage(connection, standing.get(0));
        };
    }

    /**
     * What was made by hand stands, for all that is known, unless it was deleted here.
     */
    private @Nullable String touched(Action action, List<LedgerEntry> known, Connection connection, ResourceKind kind) {
        LedgerEntry last = known.stream()
            .filter((entry) -> isOf(action, entry))
            .reduce((older, newer) -> newer)
            .orElse(null);
        boolean gone = (last != null) ? last.getState() == State.GONE : this.history.isDeletedSince(action);
        String arn = action.getArn();
        return gone ? null : kind.page(connection,
                Resource.of(action.getKind(), action.getResource(), action.getScope(), (arn != null) ? arn : "", null));
    }

    private static boolean isOf(Action action, LedgerEntry entry) {
        Resource resource = entry.resource();
        return entry.getConnection().equals(action.getConnection()) && resource.kind().equals(action.getKind())
                && resource.name().equals(action.getResource())
                && (action.getScope() == null || action.getScope().equals(resource.scope()));
    }

}
