package dev.shipshape.audit;

import java.util.Collection;
import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface LedgerRepository extends JpaRepository<LedgerEntry, String> {

    List<LedgerEntry> findByStateNotOrderByRecordedAt(LedgerEntry.State state);

    List<LedgerEntry> findByConnectionAndArnInAndStateNot(String connection, Collection<String> arns,
            LedgerEntry.State state);

    List<LedgerEntry> findByActionId(String actionId);

    long countByStateNot(LedgerEntry.State state);

}
