package dev.shipshape.localaws.engine.containers;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.fail;

/** Waits for what real containers do in their own time. */
final class Patience {

    private Patience() {
    }

    /** Asks until the answer fits, for twenty seconds at most. */
    static <T> T until(Supplier<T> ask, Predicate<T> fits) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        T answer = ask.get();
        while (!fits.test(answer)) {
            if (Instant.now().isAfter(deadline)) {
                return fail("not within twenty seconds: " + answer);
            }
            // Leaves the processors to the containers.
            LockSupport.parkNanos(50_000_000);
            answer = ask.get();
        }
        return answer;
    }

}
