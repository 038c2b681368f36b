package dev.shipshape.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.Lifetimes;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.AwsErrors;
import dev.shipshape.aws.CallTrace;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Identities;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Rehearsal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one way to change AWS. The intent is committed before the call, so that nothing is
 * asked for that is not written down; outcome and ledger rows are committed together
 * after it. No database transaction surrounds the call.
 */
@Component
public class ActionLog {

    private static final Logger LOG = LoggerFactory.getLogger(ActionLog.class);

    private final ActionRepository actions;

    private final ResourceLedger ledger;

    private final Acting acting;

    private final Identities identities;

    private final SharedReads reads;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final Duration lease;

    private final List<Lifetimes> lifetimes;

    ActionLog(ActionRepository actions, ResourceLedger ledger, Acting acting, Identities identities, SharedReads reads,
            TransactionTemplate transaction, Clock clock, AwsClients clients, List<Lifetimes> lifetimes) {
        this.actions = actions;
        this.ledger = ledger;
        this.acting = acting;
        this.identities = identities;
        this.reads = reads;
        this.transaction = transaction;
        this.clock = clock;
        this.lease = clients.callTimeout().plusSeconds(5);
        this.lifetimes = lifetimes;
    }

    /**
     * Begins a change that makes something: what it makes will tell on AWS, by its tags,
     * which action made it, whose it is and when it is to go.
     * @param connection where
     * @param verb what is done, one that makes
     * @param kind the key of the kind of resource
     * @param name the resource's name
     */
    public Change making(Connection connection, Verb verb, String kind, String name) {
        Who who = this.acting.current();
        Instant expires = this.lifetimes.stream()
            .<@Nullable Instant>map((lifetime) -> lifetime.until(who, kind, this.clock.instant()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
        return Change.of(connection, verb, kind, name).marked(who.person(), expires);
    }

    /**
     * Asks AWS for a change and writes down what came of it.
     * @param change the intent
     * @param call calls AWS; it may make one changing call, because what it made is found
     * again by the change's id
     * @return the call's value
     * @throws Problem if AWS refused or could not be asked, or if the intent could not be
     * written, in which case no call was made
     * @throws dev.shipshape.web.Rehearsed if the form only asks for its command: nothing
     * is written and no call is made
     */
    @Transactional(propagation = Propagation.NEVER)
    public <T> T run(Change change, Supplier<Outcome<T>> call) {
        Rehearsal.end(change.command());
        Action action = intend(change);
        CallTrace.clear();
        try {
            Outcome<T> outcome = call.get();
            succeeded(action, change.connection(), outcome);
            return outcome.value();
        }
        catch (SdkException ex) {
            throw ended(action, AwsErrors.problem(ex));
        }
        catch (Problem problem) {
            throw ended(action, problem);
        }
        finally {
            this.reads.changed(change.connection());
        }
    }

    /**
     * What was written down, the newest first.
     * @param which keeps what is asked for
     * @param page from 1
     * @param size actions a page
     * @return one page, and how many there are in all
     */
    @Transactional(readOnly = true)
    public Page<Action> find(Specification<Action> which, int page, int size) {
        return this.actions.findAll(which,
                PageRequest.of(page - 1, size, Sort.by(Sort.Order.desc("startedAt"), Sort.Order.desc("id"))));
    }

    /** Whether an action of this id was written down, whatever came of it. */
    public boolean knows(String id) {
        return this.actions.existsById(id);
    }

    private Action intend(Change change) {
        String account = this.identities.of(change.connection()).map(Identities.Identity::account).orElse(null);
        Action action = Action.intend(change, this.acting.current(), account, this.clock.instant(), this.lease);
        try {
            return this.transaction.execute((status) -> this.actions.save(action));
        }
        catch (RuntimeException ex) {
            throw new Problem(HttpStatus.SERVICE_UNAVAILABLE,
                    "The action could not be written down, so AWS was not asked.",
                    "Check the disk and the database that Shipshape keeps its records in, then try again.", null, null,
                    null, null, ex);
        }
    }

    private <T> void succeeded(Action action, Connection connection, Outcome<T> outcome) {
        action.end(Action.Result.SUCCEEDED, this.clock.instant(), CallTrace.lastRequestId(), null, outcome.note());
        try {
            this.transaction.executeWithoutResult((status) -> {
                this.actions.save(action);
                this.ledger.record(action, connection, outcome);
            });
        }
        catch (RuntimeException ex) {
            LOG.error("What came of action {} could not be written down; it stays open", action.getId(), ex);
            throw new NotWrittenDown(ex);
        }
    }

    private Problem ended(Action action, Problem problem) {
        if (problem instanceof NotWrittenDown) {
            return problem;
        }
        Action.Result result = isLost(problem) ? Action.Result.UNKNOWN : Action.Result.FAILED;
        action.end(result, this.clock.instant(), requestId(problem), problem.code(), words(problem));
        try {
            this.transaction.executeWithoutResult((status) -> this.actions.save(action));
        }
        catch (RuntimeException ex) {
            LOG.error("What came of action {} could not be written down; it stays open", action.getId(), ex);
        }
        return (result == Action.Result.UNKNOWN) ? settledLater(problem) : problem;
    }

    private static Problem settledLater(Problem problem) {
        return new Problem(problem.status(), problem.what(),
                (problem.advice()
                        + " Whether the change took place is not known; Shipshape asks AWS and writes it down.")
                    .strip(),
                problem.field(), problem.code(), problem.requestId(), problem.original(), problem.getCause());
    }

    private static @Nullable String requestId(Problem problem) {
        return (problem.requestId() != null) ? problem.requestId() : CallTrace.lastRequestId();
    }

    private static String words(Problem problem) {
        return (problem.original() != null) ? problem.original() : problem.what();
    }

    /**
     * A changing call whose every attempt was refused did nothing; after a lost reply or
     * a 5xx answer, anything may be. Where a room says by a problem of its own that
     * nothing was done, it has read the answer.
     */
    private static boolean isLost(Problem problem) {
        return problem.getCause() instanceof SdkException && CallTrace.mayHaveChanged();
    }

    private static final class NotWrittenDown extends Problem {

        private static final long serialVersionUID = 1L;

        NotWrittenDown(Throwable cause) {
            super(HttpStatus.SERVICE_UNAVAILABLE, "AWS did this, but it could not be written down.",
                    "Check the disk and the database. Shipshape asks AWS again later what stands because of it.", null,
                    null, null, null, cause);
        }

    }

}
