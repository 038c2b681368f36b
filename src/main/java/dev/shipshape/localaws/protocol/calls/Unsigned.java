package dev.shipshape.localaws.protocol.calls;

import java.io.Serial;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.Wire;

/**
 * A call without a signature, or with one that is not as it should be: each protocol has
 * its own words for it.
 */
final class Unsigned extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private final String words;

    private Unsigned(Kind kind, String words) {
        super(words, null, false, false);
        this.kind = kind;
        this.words = words;
    }

    static Unsigned missing() {
        return new Unsigned(Kind.MISSING, "Missing Authentication Token");
    }

    static Unsigned incomplete(String words) {
        return new Unsigned(Kind.INCOMPLETE, words);
    }

    static Unsigned invalid(String words) {
        return new Unsigned(Kind.INVALID, words);
    }

    /** The refusal as services of this protocol word it. */
    AwsError in(Wire.Protocol protocol) {
        boolean json = protocol == Wire.Protocol.AWS_JSON;
        String suffix = json ? "Exception" : "";
        return switch (this.kind) {
            case MISSING -> new AwsError("MissingAuthenticationToken" + suffix, 403, this.words);
            case INCOMPLETE -> new AwsError("IncompleteSignature" + suffix, 400, this.words);
            case INVALID -> json ? new AwsError("InvalidSignatureException", 403, this.words)
                    : new AwsError("SignatureDoesNotMatch", 403, this.words);
        };
    }

    private enum Kind {

        MISSING, INCOMPLETE, INVALID

    }

}
