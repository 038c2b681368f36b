package dev.shipshape.localaws.faults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A fault that stands, and how often it has struck. */
public final class Fault {

    private final int id;

    private final FaultOrder order;

    private final Random chance;

    private int struck;

    Fault(int id, FaultOrder order) {
        this.id = id;
        this.order = order;
        this.chance = new Random(order.seed());
    }

    int id() {
        return this.id;
    }

    FaultOrder order() {
        return this.order;
    }

    /** Whether it strikes now; one that is used up never does. */
    boolean strikes(FaultKind kind, String operation) {
        if (this.order.kind() != kind || isUsedUp() || !this.order.matches(operation)
                || this.chance.nextDouble() >= this.order.probability()) {
            return false;
        }
        this.struck++;
        return true;
    }

    boolean isUsedUp() {
        return this.order.next() != null && this.struck >= this.order.next();
    }

    /** As it is shown. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", this.id);
        shown.put("operation", this.order.operation());
        shown.put("kind", this.order.kind().word());
        shown.put("probability", this.order.probability());
        if (this.order.next() != null) {
            shown.put("next", this.order.next() - this.struck);
        }
        shown.put("seed", this.order.seed());
        if (this.order.kind() == FaultKind.LATENCY) {
            shown.put("latencyMillis", this.order.latencyMillis());
        }
        if (this.order.failing() != null) {
            shown.put("failing", this.order.failing());
        }
        if (this.order.reason() != null) {
            shown.put("reason", this.order.reason());
        }
        shown.put("struck", this.struck);
        return shown;
    }

}
