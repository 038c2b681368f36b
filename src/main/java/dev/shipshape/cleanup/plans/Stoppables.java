package dev.shipshape.cleanup.plans;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.cleanup.spi.Stoppable;
import org.springframework.stereotype.Component;

/** The kinds whose charges can be stopped and brought back. */
@Component
class Stoppables {

    private final Map<String, Stoppable> kinds;

    Stoppables(List<Stoppable> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(Stoppable::key, Function.identity()));
    }

    Optional<Stoppable> find(String kind) {
        return Optional.ofNullable(this.kinds.get(kind));
    }

    /** That of a step, which has one. */
    Stoppable of(Step step) {
        return find(step.getKind()).orElseThrow(() -> new IllegalStateException("No room stops a " + step.getKind()));
    }

}
