package dev.shipshape.cleanup.notices;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface NoticeRepository extends JpaRepository<Notice, String> {

    @Query("""
            select n.id from Notice n where n.sentAt is null and n.obsoleteAt is null and n.nextTry <= :now
            and (n.leaseUntil is null or n.leaseUntil < :now) order by n.nextTry, n.createdAt""")
    List<String> due(Instant now);

    /** Takes a notice to send it; 1 if this copy has it now, 0 if another has it. */
    @Modifying
    @Query("""
            update Notice n set n.leaseOwner = :owner, n.leaseUntil = :until, n.attempts = n.attempts + 1
            where n.id = :id and n.sentAt is null and n.obsoleteAt is null
            and (n.leaseUntil is null or n.leaseUntil < :now)""")
    int lease(String id, String owner, Instant now, Instant until);

    /** A notice, held until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from Notice n where n.id = :id")
    Optional<Notice> hold(String id);

    /**
     * What a person is still to be told by a channel, held until the transaction ends.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select n from Notice n where n.person = :person and n.channel = :channel and n.kind in :kinds
            and n.sentAt is null and n.obsoleteAt is null order by n.createdAt""")
    List<Notice> pending(String person, String channel, Collection<Notice.Kind> kinds);

    @Query("""
            select n from Notice n where n.sentAt is null and n.obsoleteAt is null and n.failedAt is not null
            order by n.failedAt""")
    List<Notice> failing();

    @Query("select n from Notice n where n.sentAt is null and n.obsoleteAt is null order by n.nextTry")
    List<Notice> pending();

    List<Notice> findTop50BySentAtNotNullOrderBySentAtDesc();

    Optional<Notice> findFirstByChannelAndSentAtNotNullOrderBySentAtDesc(String channel);

    void deleteByCreatedAtBefore(Instant time);

}
