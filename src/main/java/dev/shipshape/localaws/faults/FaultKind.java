package dev.shipshape.localaws.faults;

/** What can be made to go wrong. */
public enum FaultKind {

    /** The service's own refusal of too many calls. */
    THROTTLING("throttling"),
    /** The service's own 5xx. */
    SERVER_ERROR("serverError"),
    /** The service's own refusal of a caller without the permission. */
    ACCESS_DENIED("accessDenied"),
    /** The call waits before it is worked on. */
    LATENCY("latency"),
    /** The work is done, and the connection closed without an answer. */
    REPLY_DROPPED("replyDropped"),
    /** HTTP 200 with {@code failures[]} for all or some of what was asked for. */
    FAILURES("failures"),
    /** No capacity for new tasks, of RunTask, StartTask and services. */
    CAPACITY("capacity"),
    /** Image pulls that never end. */
    IMAGE_PULL("imagePull");

    private final String word;

    FaultKind(String word) {
        this.word = word;
    }

    /** As it is written in JSON. */
    public String word() {
        return this.word;
    }

}
