package dev.shipshape.aws.access;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.access.Permissions.Verdict;
import dev.shipshape.web.Status;

/**
 * What one page needs of AWS, and what is known of it.
 *
 * @param page its name
 * @param href its address
 * @param actions its permissions
 */
record PageAccess(String page, String href, List<ActionAccess> actions) {

    static PageAccess of(Connection connection, PageNeeds needs, Permissions permissions) {
        String href = needs.path().startsWith("/") ? needs.path() : connection.path() + "/" + needs.path();
        return new PageAccess(needs.page(), href,
                needs.actions()
                    .stream()
                    .map((action) -> ActionAccess.of(action, permissions.of(connection, action)))
                    .toList());
    }

    /** The whole in one word. */
    public Status status() {
        long denied = count(Verdict.DENIED);
        if (denied > 0) {
            return Status.failed((denied == this.actions.size()) ? "Denied" : denied + " denied");
        }
        long open = count(Verdict.NOT_ASKED);
        if (open == 0) {
            return Status.running("Allowed");
        }
        return (open == this.actions.size()) ? new Status("Not asked yet", Status.Tone.UNKNOWN)
                : new Status(open + " not asked yet", Status.Tone.UNKNOWN);
    }

    private long count(Verdict verdict) {
        return this.actions.stream().filter((action) -> action.verdict() == verdict).count();
    }

    /**
     * One permission.
     *
     * @param name such as {@code ecs:ListClusters}
     * @param verdict what AWS said last
     */
    record ActionAccess(String name, Verdict verdict) {

        static ActionAccess of(String name, Verdict verdict) {
            return new ActionAccess(name, verdict);
        }

        /** The icon that goes with it. */
        public String icon() {
            return switch (this.verdict) {
                case ALLOWED -> "check-circle-fill";
                case DENIED -> "x-octagon-fill";
                case NOT_ASKED -> "circle";
            };
        }

        /** The class that colours it. */
        public String css() {
            return switch (this.verdict) {
                case ALLOWED -> "ss-ok";
                case DENIED -> "ss-bad";
                case NOT_ASKED -> "ss-open";
            };
        }

        /** In words. */
        public String words() {
            return switch (this.verdict) {
                case ALLOWED -> "allowed";
                case DENIED -> "denied";
                case NOT_ASKED -> "not asked yet";
            };
        }

    }

}
