package dev.shipshape.audit;

import java.util.List;

import dev.shipshape.audit.Action.Result;
import dev.shipshape.audit.spi.Verb;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was done, for pages that tell of it. */
@Component
public class History {

    private final ActionRepository actions;

    History(ActionRepository actions) {
        this.actions = actions;
    }

    /**
     * The last actions, newest first.
     * @param most how many at the most
     */
    @Transactional(readOnly = true)
    public List<Action> latest(int most) {
        return this.actions.findByOrderByStartedAtDesc(Limit.of(most));
    }

    /**
     * Whether it was ever done.
     * @param verb what was done
     * @param kind the key of the kind of resource
     */
    @Transactional(readOnly = true)
    public boolean hasDone(Verb verb, String kind) {
        return this.actions.existsByVerbAndKindAndOutcome(verb, kind, Result.SUCCEEDED);
    }

    /**
     * Whether what an action was about was deleted by a later action.
     * @param action the action; without an ARN nothing is known
     */
    @Transactional(readOnly = true)
    public boolean isDeletedSince(Action action) {
        String arn = action.getArn();
        return arn != null && this.actions.existsByConnectionAndArnAndVerbAndOutcomeAndStartedAtAfter(
                action.getConnection(), arn, Verb.DELETE, Result.SUCCEEDED, action.getStartedAt());
    }

}
