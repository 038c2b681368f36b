package dev.shipshape.aws.access;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SideBySide;
import dev.shipshape.aws.access.Access.Caller;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * A connection as a list and its own page show it.
 *
 * @param name its name
 * @param region its region
 * @param partition the partition that it lies in
 * @param profile the profile that gives credentials
 * @param role the role to assume
 * @param endpoint where its APIs are answered
 * @param caller who we are there; null if it did not answer
 * @param problem why it did not answer; null if it did
 * @param missing how many permissions to look are known to be missing
 */
record ConnectionRow(String name, String region, String partition, String profile, String role, String endpoint,
        @Nullable Caller caller, @Nullable Problem problem, int missing) {

    static ConnectionRow of(Connection connection, Attempt<Caller> caller, int missing) {
        return new ConnectionRow(connection.name(), connection.region(), connection.partition(), profile(connection),
                (connection.roleArn() != null) ? connection.roleArn() : "none",
                (connection.endpoint() != null) ? connection.endpoint().toString() : "AWS itself", caller.value(),
                caller.problem(), missing);
    }

    private static String profile(Connection connection) {
        if (connection.sandbox()) {
            return "none: the sandbox takes any";
        }
        return (connection.profile() != null) ? connection.profile() : "none: the default chain of the AWS SDK";
    }

    /** Whether it answers, in a word. */
    public Status status() {
        if (this.problem instanceof SideBySide.Late) {
            return Status.unknown();
        }
        return (this.problem == null) ? Status.running("Answers") : Status.failed("Does not answer");
    }

}
