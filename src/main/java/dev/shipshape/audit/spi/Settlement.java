package dev.shipshape.audit.spi;

import java.util.List;

/**
 * What AWS's state tells of an action whose outcome was unknown.
 *
 * @param verdict whether it took place
 * @param made the resources that stand because of it
 */
public record Settlement(Verdict verdict, List<Resource> made) {

    /** Whether an action took place. */
    public enum Verdict {

        /** AWS's state shows that it did. */
        TOOK_PLACE,
        /** AWS's state shows that it did not. */
        DID_NOT,
        /** AWS's state does not show it; the outcome stays unknown. */
        CANNOT_TELL

    }

    /** It took place and made these. */
    public static Settlement tookPlace(List<Resource> made) {
        return new Settlement(Verdict.TOOK_PLACE, made);
    }

    /** It did not take place. */
    public static Settlement didNot() {
        return new Settlement(Verdict.DID_NOT, List.of());
    }

    /** Nobody can tell. */
    public static Settlement cannotTell() {
        return new Settlement(Verdict.CANNOT_TELL, List.of());
    }

}
