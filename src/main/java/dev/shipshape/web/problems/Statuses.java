package dev.shipshape.web.problems;

import dev.shipshape.web.Problem;

import org.springframework.http.HttpStatus;

/** What an HTTP status means to a person, and what to do about it. */
final class Statuses {

    private Statuses() {
    }

    static Problem problem(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> new Problem(status, "This request could not be read.",
                    "Check the address, or go back to the form and send it again.");
            case UNAUTHORIZED -> new Problem(status, "You are not signed in.", "Sign in and try again.");
            case FORBIDDEN -> new Problem(status, "You may not do this.",
                    "Your role does not allow it, or this page was open for so long that it is no longer trusted: "
                            + "open it anew and try again. An administrator can change your role.");
            case NOT_FOUND -> new Problem(status, "There is no page at this address.",
                    "What it showed may have been deleted, or the address was mistyped.");
            case METHOD_NOT_ALLOWED -> new Problem(status, "This address does not take that kind of request.",
                    "It is usually reached by a button: go back to the page and use it from there.");
            case CONTENT_TOO_LARGE -> new Problem(status, "This is too large to be taken.", "Send less at once.");
            case TOO_MANY_REQUESTS -> new Problem(status, "That was too often.", "Wait a moment and try again.");
            case SERVICE_UNAVAILABLE ->
                new Problem(status, "This is not ready yet.", "Wait a few seconds and try again.");
            default -> status.is4xxClientError()
                    ? new Problem(status, "This request was refused.", "Go back and try it another way.")
                    : new Problem(status, "Something went wrong on our side.",
                            "Try again. If it happens again, the log says more.");
        };
    }

    static Problem unexpected(String id) {
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.",
                "Try again. If it happens again, look for " + id + " in the log: it says what happened.");
    }

}
