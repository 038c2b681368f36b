package dev.shipshape.cleanup.notices;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

import dev.shipshape.DataDirectory;
import dev.shipshape.audit.Acting;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cleanup.channels.Receiver;
import dev.shipshape.localaws.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * Notices to a receiver that is there, fails and comes back. The test moves the clock,
 * each from a Monday at 11:00 in Berlin, and starts the rounds.
 */
@SpringBootTest(properties = { "shipshape.localaws.port=0", "shipshape.settle-every=1h", "shipshape.cleanup.tick=1h",
        "shipshape.cleanup.expire-every=1h", "shipshape.notify.zone=Europe/Berlin",
        "shipshape.notify.quiet=22:00-07:00", "shipshape.notify.team.type=webhook",
        "shipshape.notify.team.secret=wire-secret" })
@AutoConfigureMockMvc
@DataDirectory
@WithMockUser(username = "operator", roles = "OPERATOR")
class NoticesTests {

    private static final Receiver receiver = new Receiver();

    @Autowired
    ActionLog actions;

    @Autowired
    Acting acting;

    @Autowired
    ResourceLedger ledger;

    @Autowired
    Connections connections;

    @Autowired
    Reminders reminders;

    @Autowired
    Delivery delivery;

    @Autowired
    Announcements announcements;

    @Autowired
    NoticeRepository notices;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcTemplate database;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    MockMvcTester mvc;

    @DynamicPropertySource
    static void channel(DynamicPropertyRegistry registry) {
        registry.add("shipshape.notify.team.url", receiver::url);
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    @BeforeEach
    void nextMonday() {
        receiver.reset();
        for (String table : List.of("notice", "notice_mark", "announcement", "expiry_rule", "expiry_match",
                "ledger_entry", "action")) {
            this.database.update("delete from " + table);
        }
        ZonedDateTime now = this.clock.instant().atZone(ZoneOffset.UTC);
        ZonedDateTime monday = now.toLocalDate()
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
            .atTime(10, 0)
            .atZone(ZoneOffset.UTC);
        pass(Duration.between(now, monday));
    }

    private void pass(Duration time) {
        this.clock.advance(time);
    }

    /** Writes what is due and sends it. */
    private void round() {
        this.reminders.write();
        this.delivery.round();
    }

    private LedgerEntry made(String person, String lab, String name) {
        Connection sandbox = this.connections.named(Connection.SANDBOX);
        String arn = "arn:aws:trial:us-east-1:123456789012:" + name;
        this.acting.as(new Who(person, lab.isEmpty() ? null : lab),
                () -> this.actions.run(this.actions.making(sandbox, Verb.CREATE, "trial", name),
                        () -> Outcome.of(name).made(Resource.of("trial", name, null, arn, this.clock.instant()))));
        LedgerEntry entry = this.ledger.standing(sandbox, arn).orElseThrow();
        this.reminders.write();
        return entry;
    }

    private LedgerEntry now(LedgerEntry entry) {
        return this.ledger.find(entry.getId()).orElseThrow();
    }

    private void automatic(String lab) {
        assertThat(this.mvc.post()
            .uri("/cleanup/rules")
            .with(csrf())
            .param("kind", "LAB")
            .param("name", lab)
            .param("lifetime", "")
            .param("automatic", "true")).hasRedirectedUrl("/cleanup/rules");
    }

    private List<String> kinds() {
        return receiver.posts.stream()
            .map((post) -> post.body().replaceFirst(".*\"kind\":\"([A-Z_]+)\".*", "$1"))
            .toList();
    }

    /** What arrived last of a kind. */
    private static Receiver.Post last(String kind) {
        return receiver.posts.stream()
            .filter((post) -> post.body().contains("\"kind\":\"" + kind + "\""))
            .reduce((first, second) -> second)
            .orElseThrow();
    }

    @Test
    void oneSignedNoticeTellsAPersonOfAllThatExpiresWithinAnHour() {
        made("ada", "", "web");
        made("ada", "", "worker");
        made("grace", "", "other");
        round();
        assertThat(receiver.posts).as("who has just made it knows").isEmpty();
        pass(Duration.ofHours(23));
        round();
        round();
        assertThat(kinds()).containsExactlyInAnyOrder("DIGEST", "DIGEST", "BEFORE_EXPIRY", "BEFORE_EXPIRY");
        Receiver.Post post = receiver.posts.stream()
            .filter((one) -> one.body().contains("ada: 2 resources expire soon"))
            .findFirst()
            .orElseThrow();
        assertThat(post.body()).contains("\"person\":\"ada\"", "BEFORE_EXPIRY", "trial web", "trial worker")
            .doesNotContain("other");
        assertThat(post.isSignedWith("wire-secret")).isTrue();
        assertThat(this.mvc.get().uri("/cleanup/notices")).hasStatusOk()
            .bodyText()
            .contains("ada: 2 resources expire soon", "Working", "127.0.0.1")
            .doesNotContain("wire-secret", "secret-path");
    }

    @Test
    void atItsExpiryAResourceIsOverdueAndStands() {
        LedgerEntry web = made("ada", "", "web");
        pass(Duration.ofHours(24));
        round();
        round();
        assertThat(kinds()).containsOnlyOnce("OVERDUE");
        assertThat(last("OVERDUE").body()).contains("ada: 1 resource is overdue");
        assertThat(now(web).getExpiresAt()).as("nothing is automatic").isEqualTo(web.getExpiresAt());
        pass(Duration.ofHours(10));
        assertThat(this.announcements.removable(now(web))).isFalse();
    }

    @Test
    void whatWasAnnouncedInTimeMayGoAtItsDate() {
        automatic("week-3");
        LedgerEntry web = made("ada", "week-3", "web");
        pass(Duration.ofHours(23));
        round();
        assertThat(last("BEFORE_EXPIRY").body()).contains("removed automatically from");
        assertThat(this.announcements.earliestRemoval(now(web))).isEqualTo(web.getExpiresAt());
        assertThat(this.announcements.removable(now(web))).isFalse();
        pass(Duration.ofHours(1));
        round();
        assertThat(now(web).getExpiresAt()).isEqualTo(web.getExpiresAt());
        assertThat(this.announcements.removable(now(web))).isTrue();
        this.acting.as(new Who("ada", null),
                () -> this.ledger.keep(web.getId(), "ada", "for a talk", this.clock.instant().plusSeconds(60)));
        assertThat(this.announcements.removable(now(web))).as("kept meanwhile").isFalse();
    }

    @Test
    void aLateNoticeMovesTheDateOutAndAChannelThatFailsHaltsAll() {
        automatic("week-3");
        LedgerEntry web = made("ada", "week-3", "web");
        receiver.answer(500);
        pass(Duration.ofHours(25));
        round();
        assertThat(this.announcements.removable(now(web))).isFalse();
        assertThat(this.announcements.earliestRemoval(now(web))).isEqualTo(Instant.MAX);
        assertThat(this.announcements.halted()).hasValueSatisfying((why) -> assertThat(why)
            .contains("Webhook “team” has delivered nothing since Tue ", "127.0.0.1 answered 500"));
        assertThat(this.mvc.get().uri("/cleanup/notices")).bodyText()
            .contains("Failing", "127.0.0.1 answered 500", "Try now", "Still to be sent");
        int tries = receiver.posts.size();
        round();
        assertThat(receiver.posts).as("not before the next try").hasSize(tries);
        receiver.answer(200);
        pass(Duration.ofMinutes(20));
        round();
        Instant delivered = this.clock.instant();
        assertThat(now(web).getExpiresAt()).isEqualTo(delivered.plus(Duration.ofHours(1)));
        assertThat(last("OVERDUE").body()).contains("overdue since", "removed automatically from");
        assertThat(this.announcements.halted()).isEmpty();
        assertThat(this.announcements.removable(now(web))).isFalse();
        pass(Duration.ofHours(1));
        round();
        assertThat(now(web).getExpiresAt()).as("it moves once").isEqualTo(delivered.plus(Duration.ofHours(1)));
        assertThat(this.announcements.removable(now(web))).isTrue();
    }

    @Test
    void anExtensionMakesAnAnnouncementWorthless() {
        automatic("week-3");
        LedgerEntry web = made("ada", "week-3", "web");
        pass(Duration.ofHours(23));
        round();
        this.ledger.expire(web.getId(), this.clock.instant().plus(Duration.ofHours(2)));
        assertThat(this.announcements.earliestRemoval(now(web))).isEqualTo(Instant.MAX);
        pass(Duration.ofHours(3));
        assertThat(this.announcements.removable(now(web))).isFalse();
    }

    @Test
    void quietHoursPutOffAndOneNoticeTellsOfAll() {
        pass(Duration.ofMinutes(13 * 60 + 30)); // Tuesday 00:30
        made("ada", "", "web");
        pass(Duration.ofMinutes(23 * 60 + 15)); // Tuesday 23:45
        round();
        assertThat(kinds()).doesNotContain("BEFORE_EXPIRY", "OVERDUE");
        assertThat(this.notices.pending()).singleElement()
            .satisfies((notice) -> assertThat(notice.getNextTry().atZone(ZoneOffset.UTC).getHour()).isEqualTo(6));
        pass(Duration.ofMinutes(7 * 60 + 15)); // Wednesday 07:00
        round();
        assertThat(kinds().stream().filter((kind) -> !kind.equals("DIGEST"))).containsExactly("OVERDUE");
    }

    @Test
    void theWeekendWaitsForMonday() {
        pass(Duration.ofDays(4).plusHours(5)); // Friday 16:00
        made("ada", "", "web");
        pass(Duration.ofDays(2)); // Sunday
        round();
        assertThat(receiver.posts).isEmpty();
        pass(Duration.ofHours(15)); // Monday 07:00
        round();
        assertThat(kinds()).containsExactly("OVERDUE");
    }

    @Test
    void aDigestComesOnceADay() {
        made("ada", "", "web");
        this.ledger.standing().forEach((entry) -> this.ledger.expire(entry.getId(), null));
        pass(Duration.ofHours(20));
        round();
        assertThat(receiver.posts).as("not before eight").isEmpty();
        pass(Duration.ofHours(1));
        round();
        pass(Duration.ofMinutes(1));
        round();
        assertThat(kinds()).containsExactly("DIGEST");
        assertThat(receiver.posts.get(0).body()).contains("ada: 1 resource stands", "trial web");
        pass(Duration.ofDays(1));
        round();
        assertThat(kinds()).containsExactly("DIGEST", "DIGEST");
        assertThat(receiver.posts.get(1).id()).isNotEqualTo(receiver.posts.get(0).id());
    }

    @Test
    void whatIsNoLongerTrueIsNotSent() {
        LedgerEntry web = made("ada", "", "web");
        receiver.answer(500);
        pass(Duration.ofHours(24));
        round();
        this.ledger.expire(web.getId(), this.clock.instant().plus(Duration.ofDays(7)));
        receiver.reset();
        pass(Duration.ofMinutes(20));
        round();
        assertThat(kinds()).doesNotContain("OVERDUE");
        assertThat(this.announcements.halted()).isEmpty();
    }

    @Test
    void twoCopiesSendOnce() {
        made("ada", "", "web");
        pass(Duration.ofHours(24));
        this.reminders.write();
        Delivery other = this.beans.createBean(Delivery.class);
        Reminders another = this.beans.createBean(Reminders.class);
        try {
            receiver.onPost(() -> {
                another.write();
                other.round();
            });
            this.delivery.round();
            receiver.onPost(() -> {
            });
            other.round();
            assertThat(kinds()).containsOnlyOnce("OVERDUE").containsOnlyOnce("DIGEST").hasSize(2);
        }
        finally {
            other.close();
        }
    }

    @Test
    void whatWasSentAndNotWrittenDownIsSentAgainUnderTheSameId() {
        made("ada", "", "web");
        pass(Duration.ofHours(26));
        this.database.update("delete from notice_mark");
        this.reminders.write();
        this.database.update("delete from notice where kind = 'DIGEST'");
        receiver.onPost(() -> this.database.update("update notice set lease_owner = 'a copy that was killed'"));
        this.delivery.round();
        receiver.onPost(() -> {
        });
        this.delivery.round();
        assertThat(receiver.posts).as("the lease of the dead still runs").hasSize(1);
        pass(Duration.ofMinutes(3));
        this.delivery.round();
        assertThat(receiver.posts).hasSize(2);
        assertThat(receiver.posts.get(1).id()).isEqualTo(receiver.posts.get(0).id());
        pass(Duration.ofMinutes(20));
        this.delivery.round();
        assertThat(receiver.posts).hasSize(2);
    }

    @Test
    void aPersonTriesAChannelAndAFailedNotice() {
        assertThat(this.mvc.post().uri("/cleanup/notices/tests").with(csrf()).param("channel", "team"))
            .hasRedirectedUrl("/cleanup/notices")
            .flash()
            .containsEntry("message", "Sent by “team”.");
        assertThat(kinds()).containsExactly("TEST");
        receiver.answer(404);
        assertThat(this.mvc.post().uri("/cleanup/notices/tests").with(csrf()).param("channel", "team")).flash()
            .containsEntry("message", "Not sent by “team”: 127.0.0.1 answered 404: no <service>");
        assertThat(this.announcements.halted()).as("a test halts nothing").isEmpty();
        assertThat(this.mvc.post().uri("/cleanup/notices/tests").with(csrf()).param("channel", "none"))
            .hasStatus(HttpStatus.NOT_FOUND);
        made("ada", "", "web");
        pass(Duration.ofHours(24));
        round();
        String id = this.notices.failing().get(0).getId();
        receiver.reset();
        assertThat(this.mvc.post().uri("/cleanup/notices/" + id + "/tries").with(csrf()))
            .hasRedirectedUrl("/cleanup/notices")
            .flash()
            .containsEntry("message", "Sent by “team”.");
        assertThat(receiver.posts).hasSize(1);
    }

    @Test
    void ownersAreToldOfWhatIsRemoved() {
        LedgerEntry web = made("ada", "week-3", "web");
        this.announcements.removing(List.of(web));
        this.delivery.round();
        assertThat(receiver.posts).singleElement()
            .satisfies((post) -> assertThat(post.body()).contains("REMOVAL",
                    "ada: 1 resource is being removed automatically"));
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerSeesNoticesAndSendsNone() {
        assertThat(this.mvc.get().uri("/cleanup/notices")).hasStatusOk().bodyText().doesNotContain("Send a test");
        assertThat(this.mvc.post().uri("/cleanup/notices/tests").with(csrf()).param("channel", "team"))
            .hasStatus(HttpStatus.FORBIDDEN);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(Instant.parse("2026-11-20T10:00:00Z"));
        }

    }

}
