package dev.shipshape.cleanup.reminders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Asks AWS which resources carry the tags of the rules. What carries one for the first
 * time gets the rule's lifetime; a date that a person moves later stays.
 */
@Component
class TagRules {

    private static final Logger LOG = LoggerFactory.getLogger(TagRules.class);

    private final ExpiryRuleRepository rules;

    private final ExpiryMatchRepository matches;

    private final ResourceLedger ledger;

    private final Connections connections;

    private final AwsClients clients;

    private final TransactionTemplate transaction;

    private final Clock clock;

    TagRules(ExpiryRuleRepository rules, ExpiryMatchRepository matches, ResourceLedger ledger, Connections connections,
            AwsClients clients, TransactionTemplate transaction, Clock clock) {
        this.rules = rules;
        this.matches = matches;
        this.ledger = ledger;
        this.connections = connections;
        this.clients = clients;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${shipshape.cleanup.tag-rules-every:60s}",
            initialDelayString = "${shipshape.cleanup.tag-rules-every:15s}")
    void look() {
        for (ExpiryRule rule : this.rules.findByKind(ExpiryRule.Kind.TAG)) {
            for (Connection connection : this.connections.all()) {
                try {
                    for (String region : this.ledger.regions(connection)) {
                        look(rule, connection.in(region));
                    }
                }
                catch (SdkException | Problem ex) {
                    LOG.info("The tag {} could not be looked for on {}: {}", rule.getName(), connection.name(),
                            ex.getMessage());
                }
                catch (RuntimeException ex) {
                    LOG.warn("The tag {} could not be looked for on {}; the others go on", rule.getName(),
                            connection.name(), ex);
                }
            }
        }
    }

    private void look(ExpiryRule rule, Connection connection) {
        Set<String> tagged = this.clients.tagging(connection)
            .getResourcesPaginator(GetResourcesRequest.builder()
                .tagFilters(TagFilter.builder().key(rule.tagKey()).values(rule.tagValue()).build())
                .build())
            .resourceTagMappingList()
            .stream()
            .map(ResourceTagMapping::resourceARN)
            .collect(Collectors.toSet());
        List<LedgerEntry> there = this.ledger.standing()
            .stream()
            .filter((entry) -> entry.getConnection().equals(connection.name())
                    && entry.getRegion().equals(connection.region()))
            .toList();
        this.transaction.executeWithoutResult((status) -> write(rule, there, tagged));
    }

    private void write(ExpiryRule rule, List<LedgerEntry> there, Set<String> tagged) {
        Instant now = this.clock.instant();
        Map<String, ExpiryMatch> known = new HashMap<>(this.matches.findByRuleId(rule.getId())
            .stream()
            .collect(Collectors.toMap(ExpiryMatch::entryId, Function.identity())));
        for (LedgerEntry entry : there) {
            ExpiryMatch match = known.get(entry.getId());
            if (!tagged.contains(entry.resource().arn())) {
                if (match != null) {
                    this.matches.delete(match);
                }
            }
            else if (match != null) {
                match.seen(now);
            }
            else {
                this.matches.save(ExpiryMatch.of(rule.getId(), entry.getId(), now));
                expire(rule, entry);
            }
        }
    }

    private void expire(ExpiryRule rule, LedgerEntry entry) {
        Duration lifetime = rule.getLifetime();
        if (lifetime != null && entry.getState() != LedgerEntry.State.REMOVING) {
            this.ledger.expire(entry.getId(), lifetime.isZero() ? null : entry.since().plus(lifetime));
        }
    }

}
