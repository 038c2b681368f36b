package dev.shipshape.audit;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.audit.spi.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to: its value, and what it means for the ledger.
 *
 * @param <T> the value's type
 * @param value what the caller gets
 * @param made the resources that stand now
 * @param changed resources whose facts are others now, found by ARN
 * @param leaving the ARNs of what AWS has begun to remove
 * @param gone the ARNs of what AWS says is gone
 * @param note a remark for the activity page, such as which of several parts failed
 */
public record Outcome<T>(T value, List<Resource> made, List<Resource> changed, List<String> leaving, List<String> gone,
        @Nullable String note) {

    /** A call that means nothing for the ledger yet. */
    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, List.of(), List.of(), List.of(), List.of(), null);
    }

    /** It made this as well. */
    public Outcome<T> made(Resource resource) {
        return new Outcome<>(this.value, plus(this.made, resource), this.changed, this.leaving, this.gone, this.note);
    }

    /** It made these as well. */
    public Outcome<T> made(List<Resource> resources) {
        Outcome<T> outcome = this;
        for (Resource resource : resources) {
            outcome = outcome.made(resource);
        }
        return outcome;
    }

    /** It changed the facts of this. */
    public Outcome<T> changed(Resource resource) {
        return new Outcome<>(this.value, this.made, plus(this.changed, resource), this.leaving, this.gone, this.note);
    }

    /** AWS has begun to remove this; the ledger watches until it is gone. */
    public Outcome<T> leaving(String arn) {
        return new Outcome<>(this.value, this.made, this.changed, plus(this.leaving, arn), this.gone, this.note);
    }

    /** AWS says that this is gone. */
    public Outcome<T> gone(String arn) {
        return new Outcome<>(this.value, this.made, this.changed, this.leaving, plus(this.gone, arn), this.note);
    }

    /** The same, with a remark for the activity page. */
    public Outcome<T> note(String remark) {
        return new Outcome<>(this.value, this.made, this.changed, this.leaving, this.gone, remark);
    }

    private static <E> List<E> plus(List<E> list, E element) {
        List<E> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }

}
