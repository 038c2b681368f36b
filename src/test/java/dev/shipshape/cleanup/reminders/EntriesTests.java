package dev.shipshape.cleanup.reminders;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.LedgerEntry.State;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Extending, keeping and the rules, by what a person sees and what AWS has as tags. */
@ConsoleTest
class EntriesTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ResourceLedger ledger;

    @Autowired
    Expiries expiries;

    @Autowired
    ExpiryRules rules;

    @Autowired
    TagRules tagRules;

    @Autowired
    AwsClients clients;

    @Autowired
    Connections connections;

    @Autowired
    JdbcTemplate database;

    private LedgerEntry demo;

    @BeforeEach
    @WithMockUser(username = "operator", roles = "OPERATOR")
    void aCluster() {
        this.demo = cluster("demo");
    }

    private LedgerEntry cluster(String name) {
        assertThat(this.mvc.post()
            .uri("/sandbox/clusters")
            .with(csrf())
            .with(org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors
                .user("operator")
                .roles("OPERATOR"))
            .param("name", name)
            .param("tags", "purpose=lesson")).hasStatus3xxRedirection();
        return this.ledger.standing()
            .stream()
            .filter((entry) -> entry.resource().name().equals(name))
            .findFirst()
            .orElseThrow();
    }

    private LedgerEntry now() {
        return this.ledger.find(this.demo.getId()).orElseThrow();
    }

    private Instant expires() {
        Instant expires = now().getExpiresAt();
        assertThat(expires).isNotNull();
        return (expires != null) ? expires : Instant.EPOCH;
    }

    private Map<String, String> tags() {
        return this.clients.ecs(this.connections.named(Connection.SANDBOX))
            .describeClusters((request) -> request.clusters("demo").include(ClusterField.TAGS))
            .clusters()
            .get(0)
            .tags()
            .stream()
            .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private MvcTestResult post(String path, String name, String value) {
        return this.mvc.post().uri("/cleanup/" + path).with(csrf()).param(name, value).exchange();
    }

    private MvcTestResult keep(String reason, String until) {
        return this.mvc.post()
            .uri("/cleanup/entries/" + this.demo.getId() + "/keepings")
            .with(csrf())
            .param("reason", reason)
            .param("until", until)
            .exchange();
    }

    @Test
    void whatIsMadeExpiresAfterADayAndSaysSoOnAws() {
        assertThat(expires()).isCloseTo(Instant.now().plus(Duration.ofHours(24)), within(1, ChronoUnit.MINUTES));
        assertThat(tags()).containsEntry("shipshape:expires", expires().toString())
            .containsEntry("shipshape:owner", "operator");
        assertThat(this.expiries.next()).hasValue(expires());
    }

    @Test
    void anExtensionMovesTheDateHereAndOnAwsAndIsAnAction() {
        Instant before = expires();
        assertThat(post("entries/" + this.demo.getId() + "/extensions", "by", "P1D")).hasRedirectedUrl("/cleanup");
        assertThat(expires()).isEqualTo(before.plus(Duration.ofDays(1)));
        assertThat(tags()).containsEntry("shipshape:expires", expires().toString());
        assertThat(this.mvc.get().uri("/activity")).bodyText().contains("tag-resources");
    }

    @Test
    void whatIsOverdueIsExtendedFromNow() {
        this.ledger.expire(this.demo.getId(), Instant.now().minus(Duration.ofDays(3)));
        post("entries/" + this.demo.getId() + "/extensions", "by", "PT1H");
        assertThat(expires()).isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void manyAreExtendedAtOnceAndWhatIsLeavingIsNamed() {
        LedgerEntry second = cluster("second");
        LedgerEntry third = cluster("third");
        this.ledger.leaving(third, null);
        assertThat(this.mvc.post()
            .uri("/cleanup/entries/extensions")
            .with(csrf())
            .param("chosen", this.demo.getId(), second.getId(), third.getId())
            .param("by", "P7D")).flash()
            .containsEntry("message", "2 resources extended. third is being removed already.");
        assertThat(post("entries/extensions", "by", "P7D")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Nothing was chosen.");
        assertThat(post("entries/" + third.getId() + "/extensions", "by", "P7D")).hasStatus(HttpStatus.CONFLICT);
    }

    @ParameterizedTest
    @CsvSource({ "P2D", "PT0S", "-P1D", "yesterday" })
    void anotherTimeIsRefused(String by) {
        Instant before = expires();
        assertThat(post("entries/" + this.demo.getId() + "/extensions", "by", by)).hasStatus(HttpStatus.BAD_REQUEST)
            .bodyText()
            .contains("is no time to extend by");
        assertThat(expires()).isEqualTo(before);
        assertThat(post("entries/not-there/extensions", "by", "P1D")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void keepingHasAReasonAndAnEndAndEndsByItself() {
        LocalDate day = LocalDate.now(ZoneId.systemDefault()).plusDays(30);
        assertThat(this.mvc.get().uri("/cleanup/entries/" + this.demo.getId() + "/keepings/new")).hasStatusOk()
            .bodyText()
            .contains("Keep demo", "Keep until the end of");
        assertThat(keep("for the demo day", day.toString())).hasRedirectedUrl("/cleanup");
        assertThat(now().getState()).isEqualTo(State.KEPT);
        assertThat(now().getKeptReason()).isEqualTo("for the demo day");
        assertThat(now().getKeptBy()).isEqualTo("operator");
        assertThat(expires()).isEqualTo(day.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant());
        assertThat(tags()).containsEntry("shipshape:expires", expires().toString());
        assertThat(this.expiries.next()).as("kept is not reminded of").isEmpty();
        this.expiries.endKeeping();
        assertThat(now().getState()).isEqualTo(State.KEPT);
        this.database.update("update ledger_entry set kept_until = current_timestamp - interval '1' minute");
        this.expiries.endKeeping();
        assertThat(now().getState()).isEqualTo(State.AWAITING);
    }

    @Test
    void keepingEndsBeforeItsTime() {
        keep("for the demo day", LocalDate.now(ZoneId.systemDefault()).plusDays(3).toString());
        assertThat(post("entries/" + this.demo.getId() + "/keepings/endings", "x", "x")).hasRedirectedUrl("/cleanup");
        assertThat(now().getState()).isEqualTo(State.AWAITING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""      | +7       | Say why it is kept.
            a <b>   | +0       | Choose a day after today.
            a <b>   | +400     | Keep it for a year at most
            a <b>   | tomorrow | Give the last day, such as
            a <b>   | ""       | Give the last day, such as
            """)
    void whatIsWrongIsSaidAndWhatWasTypedStays(String reason, String until, String sentence) {
        String day = until.startsWith("+")
                ? LocalDate.now(ZoneId.systemDefault()).plusDays(Integer.parseInt(until.substring(1))).toString()
                : until;
        assertThat(keep(reason, day)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains(sentence, "value=\"" + day + "\"",
                    "value=\"" + reason.replace("<", "&lt;").replace(">", "&gt;") + "\"");
        assertThat(now().getState()).isEqualTo(State.AWAITING);
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerLooksAtTheRulesAndChangesNothing() {
        assertThat(this.mvc.get().uri("/cleanup/rules")).hasStatusOk()
            .bodyText()
            .contains("Nothing is removed by itself")
            .doesNotContain("Set the rule");
        assertThat(post("rules", "name", "x")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("entries/" + this.demo.getId() + "/extensions", "by", "P1D")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(keep("mine", "2030-01-01")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.mvc.get().uri("/cleanup/entries/" + this.demo.getId() + "/keepings/new"))
            .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void aRuleOfATagHoldsForWhatCarriesIt() {
        rule("TAG", "purpose=lesson", "PT8H", true);
        assertThat(this.mvc.get().uri("/cleanup/rules")).bodyText()
            .contains("purpose=lesson", "8 h", "Turn off", "No channel for notices is set up");
        this.tagRules.look();
        assertThat(expires()).isEqualTo(now().since().plus(Duration.ofHours(8)));
        assertThat(this.rules.isAutomatic(now())).isTrue();
        post("entries/" + this.demo.getId() + "/extensions", "by", "P1D");
        Instant extended = expires();
        this.tagRules.look();
        assertThat(expires()).as("a person's date stays").isEqualTo(extended);
        this.clients.ecs(this.connections.named(Connection.SANDBOX))
            .untagResource((request) -> request.resourceArn(this.demo.resource().arn()).tagKeys("purpose"));
        this.tagRules.look();
        assertThat(this.rules.isAutomatic(now())).as("the tag was taken off").isFalse();
    }

    @Test
    void aRuleIsTurnedOffAndRemoved() {
        rule("LAB", "week-3", "", true);
        String id = this.rules.all().get(0).getId();
        assertThat(this.rules.anyAutomatic()).isTrue();
        assertThat(post("rules/" + id + "/automatic-removals", "on", "false")).hasRedirectedUrl("/cleanup/rules")
            .flash()
            .containsEntry("message", "Automatic removal is off for lab week-3.");
        assertThat(this.rules.anyAutomatic()).isFalse();
        assertThat(post("rules/" + id + "/removals", "x", "x")).hasRedirectedUrl("/cleanup/rules");
        assertThat(this.rules.all()).isEmpty();
        assertThat(post("rules/" + id + "/removals", "x", "x")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            TAG  | purpose  | PT8H | Write a tag as key=value
            TAG  | aws:x=y  | PT8H | Write a tag as key=value
            LAB  | ""       | PT8H | Give the lab
            MOON | x        | PT8H | Choose a lab or a tag
            LAB  | x        | PT9H | Choose one of these
            """)
    void aWrongRuleIsExplainedBesideItsField(String kind, String name, String lifetime, String sentence) {
        assertThat(rule(kind, name, lifetime, false)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains(sentence, "value=\"" + name + "\"");
        assertThat(this.rules.all()).isEmpty();
    }

    private MvcTestResult rule(String kind, String name, String lifetime, boolean automatic) {
        return this.mvc.post()
            .uri("/cleanup/rules")
            .with(csrf())
            .param("kind", kind)
            .param("name", name)
            .param("lifetime", lifetime)
            .param("automatic", String.valueOf(automatic))
            .exchange();
    }

}
