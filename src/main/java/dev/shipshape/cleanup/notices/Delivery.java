package dev.shipshape.cleanup.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.shipshape.aws.Daemons;
import dev.shipshape.cleanup.channels.Channel;
import dev.shipshape.cleanup.channels.Channels;
import dev.shipshape.cleanup.channels.Hours;
import dev.shipshape.cleanup.channels.Message;
import dev.shipshape.cleanup.channels.NotifySettings;
import dev.shipshape.cleanup.channels.Undelivered;
import dev.shipshape.cleanup.notices.Notice.Kind;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due, one notice after the other, and tries again what a channel did not
 * take until it is sent or nothing of it is true any more. A notice may be sent twice if
 * the process ends between sending and writing that down; it then has the same id.
 */
@Component
class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Longer than any channel may take for one message. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final String owner = UUID.randomUUID().toString();

    private final NoticeRepository notices;

    private final Announcements announcements;

    private final Contents contents;

    private final Channels channels;

    private final Hours hours;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final AtomicBoolean underWay = new AtomicBoolean();

    private final ExecutorService rounds = Executors.newSingleThreadExecutor(Daemons.named("notices"));

    Delivery(NoticeRepository notices, Announcements announcements, Contents contents, Channels channels,
            NotifySettings settings, TransactionTemplate transaction, Clock clock) {
        this.notices = notices;
        this.announcements = announcements;
        this.contents = contents;
        this.channels = channels;
        this.hours = settings.hours();
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Starts a round aside, so that a slow receiver holds up no other background work.
     */
    @Scheduled(fixedDelayString = "${shipshape.notify.every:10s}", initialDelayString = "${shipshape.notify.every:10s}")
    void tick() {
        if (this.underWay.compareAndSet(false, true)) {
            try {
                this.rounds.execute(() -> {
                    try {
                        round();
                    }
                    catch (RuntimeException ex) {
                        LOG.error("A round of notices failed; the next one goes on", ex);
                    }
                    finally {
                        this.underWay.set(false);
                    }
                });
            }
            catch (RejectedExecutionException ex) {
                this.underWay.set(false); // the process is ending; the next one goes on
            }
        }
    }

    /**
     * Sends all that is due. A channel that fails is left alone until the next try of
     * what it did not take.
     */
    void round() {
        Instant now = this.clock.instant();
        Set<String> resting = resting(now);
        for (String id : this.notices.due(now)) {
            Notice notice = this.notices.findById(id).orElse(null);
            if (notice != null && !resting.contains(notice.getChannel()) && !send(id, false)) {
                resting.add(notice.getChannel());
            }
        }
    }

    private Set<String> resting(Instant now) {
        Map<String, Instant> next = new HashMap<>();
        for (Notice notice : this.notices.failing()) {
            next.merge(notice.getChannel(), notice.getNextTry(), (one, other) -> one.isBefore(other) ? one : other);
        }
        next.values().removeIf((time) -> !time.isAfter(now));
        return new HashSet<>(next.keySet());
    }

    /**
     * Sends a notice, unless another copy has it.
     * @param id the notice's id
     * @param now whether a person wants it at once, in quiet time too
     * @return false if the channel failed
     */
    boolean send(String id, boolean now) {
        if (!lease(id)) {
            return true;
        }
        Notice notice = this.notices.findById(id).orElseThrow();
        Instant time = this.clock.instant();
        Instant open = (now || notice.getKind() == Kind.TEST) ? time : this.hours.open(time);
        if (open.isAfter(time)) {
            write(id, (held) -> held.putOff(open));
            return true;
        }
        Channel channel = this.channels.find(notice.getChannel()).orElse(null);
        if (channel == null) {
            write(id, (held) -> held.obsolete("The settings have this channel no longer.", time));
            return true;
        }
        Message message = this.contents.of(notice, time).orElse(null);
        if (message == null) {
            write(id, (held) -> held.obsolete("All of it was removed, kept or extended meanwhile.", time));
            return true;
        }
        return send(notice, channel, message);
    }

    private boolean send(Notice notice, Channel channel, Message message) {
        try {
            channel.send(message);
        }
        catch (Undelivered ex) {
            LOG.info("{} did not take a notice: {}", channel, ex.why());
            failed(notice, ex.why());
            return false;
        }
        catch (RuntimeException ex) {
            LOG.warn("A notice could not be sent by {}", channel, ex);
            failed(notice, "Something unexpected happened; the log says more.");
            return false;
        }
        Instant sent = this.clock.instant();
        write(notice.getId(), (held) -> {
            held.sent(message.title(), sent);
            if (held.getKind() == Kind.BEFORE_EXPIRY || held.getKind() == Kind.OVERDUE) {
                Map<String, Instant> dates = notice.entries();
                message.lines()
                    .forEach((line) -> this.announcements.delivered(line.entry(),
                            dates.getOrDefault(line.entry(), sent), sent, held.getId()));
            }
        });
        return true;
    }

    private void failed(Notice notice, String why) {
        Instant time = this.clock.instant();
        if (notice.getKind() == Kind.TEST) {
            write(notice.getId(), (held) -> held.obsolete(why, time));
        }
        else {
            write(notice.getId(), (held) -> held.failed(why, time, time.plus(pause(notice.getAttempts()))));
        }
    }

    /** Twice as long each time, up to a quarter of an hour, and never all at once. */
    private static Duration pause(int attempts) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(10, Math.max(0, attempts - 1));
        long most = Math.min(doubled, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(most * ThreadLocalRandom.current().nextInt(80, 121) / 100);
    }

    private boolean lease(String id) {
        Instant now = this.clock.instant();
        Integer taken = this.transaction.execute((status) -> this.notices.lease(id, this.owner, now, now.plus(LEASE)));
        return taken != null && taken == 1;
    }

    /** Writes only while the notice is ours; whoever took it over knows better. */
    private void write(String id, Consumer<Notice> change) {
        this.transaction.executeWithoutResult(
                (status) -> this.notices.hold(id).filter((notice) -> notice.isLeasedBy(this.owner)).ifPresent(change));
    }

    @PreDestroy
    void close() {
        this.rounds.shutdownNow();
    }

}
