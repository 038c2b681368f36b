package dev.shipshape.cleanup.reminders;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface ExpiryRuleRepository extends JpaRepository<ExpiryRule, String> {

    List<ExpiryRule> findAllByOrderByKindAscNameAsc();

    List<ExpiryRule> findByKind(ExpiryRule.Kind kind);

    Optional<ExpiryRule> findByKindAndName(ExpiryRule.Kind kind, String name);

}
