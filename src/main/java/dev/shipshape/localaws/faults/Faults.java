package dev.shipshape.localaws.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.shipshape.localaws.engine.Disturbances;
import dev.shipshape.localaws.protocol.Mishap;
import dev.shipshape.localaws.protocol.Mishaps;
import dev.shipshape.localaws.protocol.Wire;

/**
 * The faults that stand. They are no part of the state: a restart begins without any. One
 * that is used up leaves the list.
 */
public final class Faults implements Mishaps, Disturbances {

    /** Under this name services start their tasks. */
    private static final String SERVICES = "ecs:CreateService";

    private final List<Fault> faults = new ArrayList<>();

    private int lastId;

    /** Adds a fault; gives it as it is shown. */
    public synchronized Map<String, Object> add(FaultOrder order) {
        this.lastId++;
        Fault fault = new Fault(this.lastId, order);
        this.faults.add(fault);
        return fault.shown();
    }

    /** Those that stand, as they are shown. */
    public synchronized List<Map<String, Object>> all() {
        return this.faults.stream().map(Fault::shown).toList();
    }

    /** Takes all back. */
    public synchronized void clear() {
        this.faults.clear();
    }

    /** Takes one back; false if there is none of this id. */
    public synchronized boolean remove(int id) {
        return this.faults.removeIf((fault) -> fault.id() == id);
    }

    @Override
    public synchronized Mishap next(Wire wire, String operation) {
        if (this.faults.isEmpty()) {
            return Mishap.NONE;
        }
        int latency = struck(FaultKind.LATENCY, operation).map(FaultOrder::latencyMillis).orElse(0);
        for (FaultKind kind : Refusals.KINDS) {
            if (struck(kind, operation).isPresent()) {
                return new Struck(latency, Refusals.of(kind, wire, operation), null, false);
            }
        }
        PartialAnswer part = null;
        Optional<PartialAnswer> parts = PartialAnswer.of(operation);
        if (parts.isPresent()) {
            part = struck(FaultKind.FAILURES, operation).map(parts.get()::with).orElse(null);
        }
        if (part == null && parts.isPresent() && parts.get().startsTasks()) {
            part = struck(FaultKind.CAPACITY, operation).map(parts.get()::with).orElse(null);
        }
        return new Struck(latency, null, part, struck(FaultKind.REPLY_DROPPED, operation).isPresent());
    }

    @Override
    public synchronized boolean isShortForServices() {
        return struck(FaultKind.CAPACITY, SERVICES).isPresent();
    }

    @Override
    public synchronized boolean pullHangs() {
        return struck(FaultKind.IMAGE_PULL, "ecs:RunTask").isPresent();
    }

    /** To which of these operations a fault of this kind can happen. */
    public static Set<String> operations(FaultKind kind, Set<String> all) {
        return switch (kind) {
            case FAILURES -> PartialAnswer.operations();
            case CAPACITY -> Set.of("ecs:RunTask", "ecs:StartTask", SERVICES);
            case IMAGE_PULL -> Set.of("ecs:*");
            default -> all;
        };
    }

    private Optional<FaultOrder> struck(FaultKind kind, String operation) {
        Optional<Fault> struck = this.faults.stream().filter((fault) -> fault.strikes(kind, operation)).findFirst();
        this.faults.removeIf(Fault::isUsedUp);
        return struck.map(Fault::order);
    }

}
