package dev.shipshape.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Something that went wrong, told to the person: what happened in plain words, what to
 * do, and, where it came from AWS, its code and request id. Thrown by feature classes,
 * shown beside a form's field or by the one advice that renders the rest.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    private final String advice;

    private final @Nullable String field;

    private final @Nullable String code;

    private final @Nullable String requestId;

    private final @Nullable String original;

    /**
     * A problem of our own making.
     * @param status the HTTP status of a page that shows it
     * @param message what happened, a sentence
     * @param advice what the person can do, a sentence; may be empty
     */
    public Problem(HttpStatus status, String message, String advice) {
        this(status, message, advice, null, null, null, null, null);
    }

    /**
     * A problem with all that is known of it.
     * @param status the HTTP status of a page that shows it
     * @param message what happened, a sentence
     * @param advice what the person can do, a sentence; may be empty
     * @param field the form field that it is about, if one
     * @param code AWS's error code, if it came from AWS
     * @param requestId AWS's request id, if it came from AWS
     * @param original AWS's own words, if it came from AWS
     * @param cause what was caught, if anything
     */
    public Problem(HttpStatus status, String message, String advice, @Nullable String field, @Nullable String code,
            @Nullable String requestId, @Nullable String original, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.advice = advice;
        this.field = field;
        this.code = code;
        this.requestId = requestId;
        this.original = original;
    }

    /**
     * A wrong value in one field of a form.
     * @param field the form field's name
     * @param message what is wrong with it and what is allowed, a sentence
     * @return the problem, with status 422
     */
    public static Problem ofField(String field, String message) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, message, "", field, null, null, null, null);
    }

    /** What happened, a sentence. */
    public String what() {
        String message = getMessage();
        return (message != null) ? message : "Something went wrong.";
    }

    /** What the person can do about it; empty if nothing is known to help. */
    public String advice() {
        return this.advice;
    }

    /** The HTTP status of a page that shows this problem. */
    public HttpStatus status() {
        return this.status;
    }

    /** The form field that this is about, if one. */
    public @Nullable String field() {
        return this.field;
    }

    /**
     * AWS's error code, such as {@code ClusterNotFoundException}, if it came from AWS.
     */
    public @Nullable String code() {
        return this.code;
    }

    /** AWS's request id, if it came from AWS. */
    public @Nullable String requestId() {
        return this.requestId;
    }

    /** AWS's own words, if it came from AWS. */
    public @Nullable String original() {
        return this.original;
    }

    /**
     * What helps if someone pastes it somewhere, such as a permission to give; null if
     * nothing is known.
     */
    public @Nullable Remedy remedy() {
        return null;
    }

    /**
     * Something to copy that helps.
     *
     * @param words what it is, a sentence that ends with a colon
     * @param text what to copy
     */
    public record Remedy(String words, String text) {
    }

}
