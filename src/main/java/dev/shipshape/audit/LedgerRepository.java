package dev.shipshape.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface LedgerRepository extends JpaRepository<LedgerEntry, String> {

    List<LedgerEntry> findByStateNotOrderByRecordedAt(LedgerEntry.State state);

    List<LedgerEntry> findByConnectionAndArnInAndStateNot(String connection, Collection<String> arns,
            LedgerEntry.State state);

    List<LedgerEntry> findByActionIdInOrNameInOrderByRecordedAt(Collection<String> actionIds, Collection<String> names);

    Optional<LedgerEntry> findFirstByConnectionAndArnOrderByRecordedAtDesc(String connection, String arn);

    List<LedgerEntry> findByActionId(String actionId);

    List<LedgerEntry> findByStateAndKeptUntilBefore(LedgerEntry.State state, Instant time);

    long countByStateNot(LedgerEntry.State state);

}
