package dev.shipshape.audit.activity;

import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.Acting;
import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ConsoleTest
class ActivityTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ActionLog actions;

    @Autowired
    Acting acting;

    @Autowired
    Connections connections;

    @Autowired
    ResourceLedger ledger;

    @Autowired
    JdbcTemplate database;

    private Connection sandbox;

    @BeforeEach
    void sandbox() {
        this.sandbox = this.connections.named(Connection.SANDBOX);
    }

    private void done(String person, String name) {
        this.acting.as(new Who(person, null),
                () -> this.actions.run(
                        Change.of(this.sandbox, Verb.CREATE, "cluster", name)
                            .command("aws ecs create-cluster --cluster-name " + name),
                        () -> Outcome.of(name).made(Resource.of("cluster", name, null, arn(name), null))));
    }

    private static String arn(String name) {
        return "arn:aws:ecs:us-east-1:123456789012:cluster/" + name;
    }

    private void refused(String person, String name) {
        Problem problem = new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "Cluster not found.", "", null,
                "ClusterNotFoundException", "request-77", "Cluster not found.", null);
        this.acting.as(new Who(person, null), () -> assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> this.actions.run(Change.of(this.sandbox, Verb.DELETE, "cluster", name), () -> {
                throw problem;
            })));
    }

    @Test
    void whatWasDoneStandsThereWithItsCommandAndOutcome() {
        done("ada", "demo");
        refused("grace", "gone");
        assertThat(text(""))
            .contains("aws ecs create-cluster --cluster-name demo", "Succeeded", "ada", "/sandbox/clusters/demo",
                    "Failed", "ClusterNotFoundException", "request-77", "Cluster not found.", "123456789012")
            .doesNotContain("/sandbox/clusters/gone");
    }

    @Test
    void whatIsGoneHasNoLinkAnyMore() {
        done("ada", "old");
        changed("old");
        assertThat(text("?action=" + last("UPDATE"))).contains("/sandbox/clusters/old");
        this.ledger.gone(this.sandbox, arn("old"), null);
        assertThat(text("")).contains(">old<").doesNotContain("/sandbox/clusters/old");
        done("ada", "old");
        assertThat(text("?action=" + last("UPDATE"))).as("it stands again").contains("/sandbox/clusters/old");
    }

    @Test
    void whatWasMadeByHandHasALinkUntilItIsDeletedHere() {
        changed("manual");
        assertThat(text("")).contains("/sandbox/clusters/manual");
        this.actions.run(Change.of(this.sandbox, Verb.DELETE, "cluster", "manual").on(arn("manual")),
                () -> Outcome.of("manual").gone(arn("manual")));
        assertThat(text("")).contains(">manual<").doesNotContain("/sandbox/clusters/manual");
    }

    private void changed(String name) {
        this.actions.run(Change.of(this.sandbox, Verb.UPDATE, "cluster", name).on(arn(name)), () -> Outcome.of(name));
    }

    private String last(String verb) {
        return String
            .valueOf(this.database.queryForObject("select max(id) from action where verb = ?", String.class, verb));
    }

    @Test
    void filtersNarrowAndStayInTheAddress() {
        done("ada", "demo");
        done("grace", "second");
        refused("grace", "third");
        assertThat(text("?person=Ada")).contains(">demo<").doesNotContain(">second<", ">third<");
        assertThat(text("?outcome=failed&kind=cluster&connection=sandbox")).contains(">third<")
            .doesNotContain(">demo<", ">second<");
        assertThat(text("?q=CREATE-CLUSTER")).contains(">demo<", ">second<").doesNotContain(">third<");
        assertThat(text("?q=%25")).as("a per cent sign is a per cent sign").contains("No action fits these filters");
        assertThat(text("?from=2999-01-01")).contains("No action fits these filters", "value=\"2999-01-01\"");
        assertThat(text("?to=2000-01-01")).contains("No action fits these filters");
        assertThat(text("?from=nonsense&outcome=nonsense&page=99")).contains(">demo<", ">second<", ">third<");
    }

    @Test
    void longListsArePagedByTheServerTheNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            done("ada", "cluster-" + i);
        }
        this.database.update("update action set started_at = dateadd('minute', "
                + "cast(substring(resource, 9) as integer), timestamp with time zone '2026-01-01 00:00:00+00')");
        assertThat(text("?size=2&person=ada")).contains(">cluster-5<", ">cluster-4<", "1–2 of 5 actions", "page=2")
            .doesNotContain(">cluster-3<");
        assertThat(text("?size=2&page=3")).contains(">cluster-1<").doesNotContain(">cluster-2<");
        assertThat(text("?from=2026-01-01&to=2026-01-01")).contains(">cluster-1<");
    }

    @Test
    void anEmptyPageSaysWhatWillStandThere() {
        assertThat(text("")).contains("Nothing has been changed from here yet");
    }

    private String text(String query) {
        try {
            return this.mvc.get().uri(URI.create("/activity" + query)).exchange().getResponse().getContentAsString();
        }
        catch (UnsupportedEncodingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
