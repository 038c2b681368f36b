package dev.shipshape.cleanup.notices;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The expiry date of an entry that a delivered notice told of. */
@Entity
class Announcement implements Persistable<String> {

    @Id
    private String entryId = "";

    private Instant about = Instant.EPOCH;

    private Instant deliveredAt = Instant.EPOCH;

    private String noticeId = "";

    @Transient
    private boolean isNew;

    protected Announcement() {
    }

    static Announcement of(String entryId) {
        Announcement announcement = new Announcement();
        announcement.isNew = true;
        announcement.entryId = entryId;
        return announcement;
    }

    void tell(Instant about, Instant deliveredAt, String noticeId) {
        this.about = about;
        this.deliveredAt = deliveredAt;
        this.noticeId = noticeId;
    }

    /** Whether it told of this date. */
    boolean isAbout(@Nullable Instant date) {
        return this.about.equals(date);
    }

    /**
     * When what it told of may go.
     * @param atLeast how long before it must have been delivered
     */
    Instant earliest(Duration atLeast) {
        Instant announced = this.deliveredAt.plus(atLeast);
        return announced.isAfter(this.about) ? announced : this.about;
    }

    /** Whether it was delivered early enough for its date. */
    boolean isInTime(Duration atLeast) {
        return earliest(atLeast).equals(this.about);
    }

    @Override
    public String getId() {
        return this.entryId;
    }

    @Override
    public boolean isNew() {
        return this.isNew;
    }

    /** The notice that told. */
    String noticeId() {
        return this.noticeId;
    }

}
