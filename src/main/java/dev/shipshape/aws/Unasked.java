package dev.shipshape.aws;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.springframework.http.HttpStatus;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Why AWS could not be asked at all, each with its own words and what to do. */
enum Unasked {

    /** The session of temporary credentials is over. */
    EXPIRED(HttpStatus.BAD_GATEWAY, "The AWS credentials of this connection have expired.",
            "Sign in to AWS again where Shipshape runs, such as with aws sso login, then try again. "
                    + "If they came from environment variables, set them anew and restart Shipshape."),
    /** The chain of the SDK has found nothing. */
    MISSING(HttpStatus.BAD_GATEWAY, "There are no AWS credentials for this connection.",
            "Shipshape takes them where it runs, from environment variables, from the files that aws configure and "
                    + "aws sso login write, or from the role of the machine. Check the name of the profile, too."),
    /** AWS does not know the key, or it is not signed with its secret. */
    WRONG(HttpStatus.BAD_GATEWAY, "AWS does not accept the credentials of this connection.",
            "Check the access key and its secret where Shipshape runs: the key may have been deleted, or belong to "
                    + "another part of AWS than the connection's region."),
    /** Signatures are valid for five to fifteen minutes. */
    CLOCK(HttpStatus.BAD_GATEWAY, "The clock where Shipshape runs is wrong, so AWS does not accept what it signs.",
            "Set the clock of that machine, or let it keep time by itself (NTP), then try again."),
    /** Nobody listens there. */
    REFUSED(HttpStatus.BAD_GATEWAY, "AWS cannot be reached.",
            "Nothing answers where this connection leads. Check its endpoint, the network, and any proxy or firewall "
                    + "on the way."),
    /** The name is not known. */
    NO_SUCH_HOST(HttpStatus.BAD_GATEWAY, "AWS cannot be reached.",
            "The name of its endpoint is not known here. Check the connection's region and endpoint, and the name "
                    + "service (DNS) of the network."),
    /** Someone else answers, or with a certificate that is not trusted. */
    NOT_TRUSTED(HttpStatus.BAD_GATEWAY, "AWS cannot be reached safely.",
            "The certificate of what answers is not trusted. Check the connection's endpoint, and whether a proxy on "
                    + "the way brings a certificate of its own."),
    /** It was cut off. */
    LATE(HttpStatus.GATEWAY_TIMEOUT, "AWS did not answer in time.",
            "AWS or the network is slow just now. Try again in a moment."),
    /** Anything else that the SDK says by itself. */
    OTHER(HttpStatus.BAD_GATEWAY, "AWS could not be asked.",
            "Check the network and the credentials that Shipshape runs with.");

    private static final Set<String> EXPIRED_CODES = Set.of("ExpiredToken", "ExpiredTokenException",
            "TokenRefreshRequired", "ExpiredSSOTokenException");

    private static final Set<String> WRONG_CODES = Set.of("UnrecognizedClientException", "InvalidClientTokenId",
            "AuthFailure", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSignatureException",
            "IncompleteSignature", "IncompleteSignatureException", "MissingAuthenticationToken",
            "MissingAuthenticationTokenException", "InvalidToken");

    private static final Set<String> CLOCK_CODES = Set.of("RequestTimeTooSkewed", "RequestExpired",
            "RequestInTheFuture", "RequestTimeTooSkewedException");

    final HttpStatus status;

    final String what;

    final String advice;

    Unasked(HttpStatus status, String what, String advice) {
        this.status = status;
        this.what = what;
        this.advice = advice;
    }

    /**
     * Why AWS did not even look at a call that it refused.
     * @param code AWS's error code
     * @param words AWS's words
     * @return empty where it did look
     */
    static Optional<Unasked> of(String code, String words) {
        if (EXPIRED_CODES.contains(code)) {
            return Optional.of(EXPIRED);
        }
        boolean ofTime = words.startsWith("Signature expired") || words.startsWith("Signature not yet current");
        if (CLOCK_CODES.contains(code) || (WRONG_CODES.contains(code) && ofTime)) {
            return Optional.of(CLOCK);
        }
        return WRONG_CODES.contains(code) ? Optional.of(WRONG) : Optional.empty();
    }

    /** Why the SDK got no answer. */
    static Unasked of(Throwable error) {
        String words = chain(error).map((cause) -> String.valueOf(cause.getMessage()))
            .reduce("", (before, next) -> before + " " + next)
            .toLowerCase(Locale.ROOT);
        if (words.contains("token") && (words.contains("expired") || words.contains("sso session"))) {
            return EXPIRED;
        }
        if (words.contains("unable to load credentials") || words.contains("profile file contained no credentials")
                || words.contains("no credentials") || words.contains("unable to load an sso token")) {
            return MISSING;
        }
        if (is(error, UnknownHostException.class)) {
            return NO_SUCH_HOST;
        }
        if (is(error, SSLException.class)) {
            return NOT_TRUSTED;
        }
        if (is(error, ConnectException.class)) {
            return REFUSED;
        }
        boolean late = is(error, ApiCallTimeoutException.class) || is(error, ApiCallAttemptTimeoutException.class)
                || is(error, AbortedException.class) || is(error, SocketTimeoutException.class);
        return late ? LATE : OTHER;
    }

    private static boolean is(Throwable error, Class<? extends Throwable> type) {
        return chain(error).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> chain(Throwable error) {
        return Stream.iterate(error, (cause) -> cause != null, Throwable::getCause).limit(12);
    }

}
