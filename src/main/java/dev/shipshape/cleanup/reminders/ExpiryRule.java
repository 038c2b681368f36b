package dev.shipshape.cleanup.reminders;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * How long what belongs to a lab or carries a tag may stand, and whether it then goes.
 */
@Entity
class ExpiryRule implements Persistable<String> {

    /** What a rule is about. */
    enum Kind {

        /** A lab, by its name. */
        LAB,
        /** An AWS tag, as {@code key=value}. */
        TAG;

        /** The word that a person reads. */
        public String word() {
            return (this == LAB) ? "Lab" : "Tag";
        }

    }

    @Id
    private String id = UUID.randomUUID().toString();

    @Enumerated(EnumType.STRING)
    private Kind kind = Kind.LAB;

    private String name = "";

    private @Nullable String lifetime;

    private boolean automatic;

    private String setBy = "";

    private Instant setAt = Instant.EPOCH;

    @Transient
    private boolean isNew;

    protected ExpiryRule() {
    }

    static ExpiryRule of(Kind kind, String name) {
        ExpiryRule rule = new ExpiryRule();
        rule.isNew = true;
        rule.kind = kind;
        rule.name = name;
        return rule;
    }

    void set(@Nullable Duration lifetime, boolean automatic, String person, Instant now) {
        this.lifetime = (lifetime != null) ? lifetime.toString() : null;
        automatic(automatic, person, now);
    }

    void automatic(boolean automatic, String person, Instant now) {
        this.automatic = automatic;
        this.setBy = person;
        this.setAt = now;
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

    public Kind getKind() {
        return this.kind;
    }

    /** The lab's name, or the tag as {@code key=value}. */
    public String getName() {
        return this.name;
    }

    /** How long such things may stand; 0 for ever, null for what holds everywhere. */
    public @Nullable Duration getLifetime() {
        return (this.lifetime != null) ? Duration.parse(this.lifetime) : null;
    }

    /** Whether they are removed when they have expired. */
    public boolean isAutomatic() {
        return this.automatic;
    }

    public String getSetBy() {
        return this.setBy;
    }

    public Instant getSetAt() {
        return this.setAt;
    }

    /** The tag's key. */
    String tagKey() {
        return this.name.substring(0, this.name.indexOf('='));
    }

    /** The tag's value, which may be empty. */
    String tagValue() {
        return this.name.substring(this.name.indexOf('=') + 1);
    }

}
