package dev.shipshape.audit;

import java.util.List;

import dev.shipshape.audit.spi.Attribution;
import dev.shipshape.audit.spi.Attribution.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whom the present thread acts for: the person who is signed in, or, in background work,
 * the person who asked for it.
 */
@Component
public class Acting {

    private static final Who SHIPSHAPE = new Who("shipshape", null);

    private static final ThreadLocal<@Nullable Who> NAMED = new ThreadLocal<>();

    private final List<Attribution> attributions;

    Acting(List<Attribution> attributions) {
        this.attributions = attributions;
    }

    /**
     * Whom an action that begins now belongs to; Shipshape itself where nobody is known.
     */
    public Who current() {
        Who who = NAMED.get();
        if (who != null) {
            return who;
        }
        return this.attributions.stream().findFirst().map(Attribution::current).orElse(SHIPSHAPE);
    }

    /**
     * Does background work for a person.
     * @param who the person who asked for it
     * @param work what to do on this thread
     */
    public void as(Who who, Runnable work) {
        Who before = NAMED.get();
        NAMED.set(who);
        try {
            work.run();
        }
        finally {
            if (before != null) {
                NAMED.set(before);
            }
            else {
                NAMED.remove();
            }
        }
    }

}
