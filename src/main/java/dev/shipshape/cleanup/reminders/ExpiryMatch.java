package dev.shipshape.cleanup.reminders;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/** That an entry of the ledger carries the tag of a rule, as AWS said it last. */
@Entity
class ExpiryMatch implements Persistable<String> {

    @Id
    private String id = "";

    private String ruleId = "";

    private String entryId = "";

    private Instant seenAt = Instant.EPOCH;

    @Transient
    private boolean isNew;

    protected ExpiryMatch() {
    }

    static ExpiryMatch of(String ruleId, String entryId, Instant now) {
        ExpiryMatch match = new ExpiryMatch();
        match.isNew = true;
        match.id = ruleId + " " + entryId;
        match.ruleId = ruleId;
        match.entryId = entryId;
        match.seenAt = now;
        return match;
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

    String ruleId() {
        return this.ruleId;
    }

    String entryId() {
        return this.entryId;
    }

    Instant seenAt() {
        return this.seenAt;
    }

    /** AWS says it again. */
    void seen(Instant now) {
        this.seenAt = now;
    }

}
