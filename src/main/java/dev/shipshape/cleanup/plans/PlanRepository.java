package dev.shipshape.cleanup.plans;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface PlanRepository extends JpaRepository<Plan, String> {

    @Query("select p.id from Plan p where p.state = :state order by p.startedAt")
    List<String> ids(Plan.State state);

    List<Plan> findTop10ByStartedAtNotNullOrderByStartedAtDesc();

    /** A plan, held until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Plan p where p.id = :id")
    Optional<Plan> hold(String id);

    /**
     * Takes or renews the lease of a run; 1 if this copy has it now, 0 if another has it.
     * A lease that ends farther off than any lease does was given before a clock moved
     * back.
     */
    @Modifying
    @Query("""
            update Plan p set p.leaseOwner = :owner, p.leaseUntil = :until
            where p.id = :id and p.state = 'RUNNING'
            and (p.leaseOwner = :owner or p.leaseUntil is null or p.leaseUntil < :now or p.leaseUntil > :farthest)""")
    int lease(String id, String owner, Instant now, Instant until, Instant farthest);

    @Query("select p.id from Plan p where p.state = 'WAITING' and p.dueAt <= :now order by p.dueAt")
    List<String> due(Instant now);

    List<Plan> findByBehind(String behind);

    List<Plan> findByBehindAndPurpose(String behind, Plan.Purpose purpose);

    List<Plan> findByBehindAndState(String behind, Plan.State state);

    @Query("select p.cancelled from Plan p where p.id = :id")
    boolean cancelled(String id);

}
