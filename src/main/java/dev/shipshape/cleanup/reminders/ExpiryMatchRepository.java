package dev.shipshape.cleanup.reminders;

import java.time.Instant;
import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface ExpiryMatchRepository extends JpaRepository<ExpiryMatch, String> {

    List<ExpiryMatch> findByRuleId(String ruleId);

    List<ExpiryMatch> findByEntryIdAndSeenAtAfter(String entryId, Instant time);

    void deleteByRuleId(String ruleId);

}
