package dev.shipshape.cleanup.notices;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/**
 * That something was told, or seen, already. The id says what, so that two copies cannot
 * both write it.
 */
@Entity
class NoticeMark implements Persistable<String> {

    @Id
    private String id = "";

    private Instant madeAt = Instant.EPOCH;

    @Transient
    private boolean isNew;

    protected NoticeMark() {
    }

    static NoticeMark of(String id, Instant now) {
        NoticeMark mark = new NoticeMark();
        mark.isNew = true;
        mark.id = id;
        mark.madeAt = now;
        return mark;
    }

    @Override
    public String getId() {
        return this.id;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

    Instant madeAt() {
        return this.madeAt;
    }

}
