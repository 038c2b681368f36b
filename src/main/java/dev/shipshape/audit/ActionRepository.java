package dev.shipshape.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import dev.shipshape.audit.spi.Verb;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ActionRepository extends JpaRepository<Action, String>, JpaSpecificationExecutor<Action> {

    List<Action> findByOutcomeInAndLeaseUntilBefore(Collection<Action.Result> outcomes, Instant now);

    /** An action, held until the transaction ends, so that outcomes do not cross. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Action a where a.id = :id")
    Optional<Action> hold(String id);

    List<Action> findByOrderByStartedAtDesc(Limit limit);

    boolean existsByVerbAndKindAndOutcome(Verb verb, String kind, Action.Result outcome);

    boolean existsByConnectionAndArnAndVerbAndOutcomeAndStartedAtAfter(String connection, String arn, Verb verb,
            Action.Result outcome, Instant time);

    /**
     * Takes an action for settling; 1 if this copy has it now, 0 if another was quicker.
     */
    @Modifying
    @Query("""
            update Action a set a.leaseUntil = :until
            where a.id = :id and a.leaseUntil < :now and a.outcome in :outcomes""")
    int lease(String id, Instant now, Instant until, Collection<Action.Result> outcomes);

}
