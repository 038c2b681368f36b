package dev.shipshape.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface LedgerRepository extends JpaRepository<LedgerEntry, String> {

    List<LedgerEntry> findByStateNotOrderByRecordedAt(LedgerEntry.State state);

    List<LedgerEntry> findByConnectionAndArnInAndStateNot(String connection, Collection<String> arns,
            LedgerEntry.State state);

    List<LedgerEntry> findByActionIdInOrNameInOrderByRecordedAt(Collection<String> actionIds, Collection<String> names);

    Optional<LedgerEntry> findFirstByConnectionAndArnOrderByRecordedAtDesc(String connection, String arn);

    void deleteByConnectionAndArnAndActionIdIsNullAndRecordedAtAfter(String connection, String arn, Instant time);

    List<LedgerEntry> findByActionId(String actionId);

    List<LedgerEntry> findByConnectionAndRegionAndStateNot(String connection, String region, LedgerEntry.State state);

    @Query("select distinct e.region from LedgerEntry e where e.connection = :connection and e.state <> :gone order by e.region")
    List<String> regions(String connection, LedgerEntry.State gone);

    @Modifying
    @Query("update LedgerEntry e set e.seenAt = :at where e.id in :ids")
    void seen(Collection<String> ids, Instant at);

    /**
     * An entry, held until the transaction ends, so that extending and removing do not
     * cross.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from LedgerEntry e where e.id = :id")
    Optional<LedgerEntry> hold(String id);

    List<LedgerEntry> findByStateAndKeptUntilBefore(LedgerEntry.State state, Instant time);

    long countByStateNot(LedgerEntry.State state);

}
