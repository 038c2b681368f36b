package dev.shipshape.aws.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.AwsErrors;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Denied;
import dev.shipshape.aws.Permission;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.aws.access.Permissions.Verdict;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who we are on a connection, how fast it answers, and which permissions are there. */
@Component
class Access {

    private final AwsClients clients;

    private final SharedReads reads;

    private final Permissions permissions;

    private final Probes probes;

    Access(AwsClients clients, SharedReads reads, Permissions permissions, Probes probes) {
        this.clients = clients;
        this.reads = reads;
        this.permissions = permissions;
        this.probes = probes;
    }

    /**
     * Who we are, asked just now.
     * @throws Problem if AWS could not be asked
     */
    Caller caller(Connection connection) {
        return this.reads.shared(connection, "caller", () -> {
            long began = System.nanoTime();
            GetCallerIdentityResponse answer = this.clients.sts(connection).getCallerIdentity();
            return new Caller(answer.account(), answer.arn(), answer.userId(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        });
    }

    /** What each page needs and what is known of it. */
    List<PageAccess> pages(Connection connection) {
        return PageNeeds.ALL.stream().map((needs) -> PageAccess.of(connection, needs, this.permissions)).toList();
    }

    /** What is known to be missing of all that Shipshape reads. */
    List<String> missing(Connection connection) {
        return PageNeeds.reads()
            .stream()
            .filter((action) -> this.permissions.of(connection, action) == Verdict.DENIED)
            .toList();
    }

    /**
     * Asks AWS about every permission to look, one cheap call each.
     * @return how many are there
     * @throws Problem if AWS cannot be asked at all
     */
    int check(Connection connection) {
        this.reads.fresh(() -> this.clients.sts(connection).getCallerIdentity());
        List<String> asked = PageNeeds.reads();
        this.reads.each(asked, (action) -> ask(connection, action));
        return (int) asked.stream()
            .filter((action) -> this.permissions.of(connection, action) == Verdict.ALLOWED)
            .count();
    }

    private Attempt<String> ask(Connection connection, String action) {
        Attempt<String> answer = Attempt.at(() -> this.reads.fresh(() -> {
            this.probes.ask(connection, action);
            return action;
        }));
        Problem problem = answer.problem();
        if (problem != null && !(problem instanceof Denied) && !problem.status().is5xxServerError()
                && !AwsErrors.isThrottled(problem)) {
            this.permissions.allowed(connection, action); // it did not like what was
                                                          // asked, not who asked
        }
        return answer;
    }

    /** The policy to copy that allows actions. */
    static String policy(Collection<String> actions) {
        return Permission.policy(new ArrayList<>(actions));
    }

    /**
     * Who we are.
     *
     * @param account the twelve-digit account
     * @param arn our ARN
     * @param userId our unique id
     * @param millis how long AWS took to say so
     */
    record Caller(String account, String arn, String userId, long millis) {
    }

}
