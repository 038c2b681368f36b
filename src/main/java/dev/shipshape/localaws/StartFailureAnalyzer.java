package dev.shipshape.localaws;

import dev.shipshape.localaws.server.AddressInUse;
import dev.shipshape.localaws.store.StoreInUse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence what to do when the sandbox cannot start. */
class StartFailureAnalyzer extends AbstractFailureAnalyzer<RuntimeException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RuntimeException cause) {
        AddressInUse address = findCause(rootFailure, AddressInUse.class);
        if (address != null) {
            return new FailureAnalysis(String.valueOf(address.getMessage()),
                    "Stop it, or start with --shipshape.localaws.port=0 (any free port) or "
                            + "--shipshape.localaws.enabled=false (no sandbox).",
                    address);
        }
        StoreInUse store = findCause(rootFailure, StoreInUse.class);
        if (store != null) {
            return new FailureAnalysis(String.valueOf(store.getMessage()),
                    "Stop the other Shipshape, or start with another --shipshape.data-dir.", store);
        }
        return null;
    }

}
