package dev.shipshape.cleanup.calendar;

import java.util.concurrent.atomic.AtomicReference;

import dev.shipshape.ConsoleTest;
import dev.shipshape.accounts.People;
import dev.shipshape.accounts.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** A person's calendar feed, from its making to its end. */
@ConsoleTest
class CalendarsTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Calendars calendars;

    @Autowired
    People people;

    @Autowired
    JdbcTemplate database;

    private MvcTestResult read(String address) {
        return this.mvc.get().uri(address).with(anonymous()).exchange();
    }

    private String made() {
        AtomicReference<String> address = new AtomicReference<>("");
        assertThat(this.mvc.post().uri("/account/calendar").with(csrf())).hasRedirectedUrl("/account/calendar")
            .flash()
            .hasEntrySatisfying("address",
                    (value) -> address.set(String.valueOf(value).replaceFirst("https?://[^/]+", "")));
        return String.valueOf(address.get());
    }

    @Test
    void whoKnowsTheAddressReadsItWithoutSigningIn() {
        assertThat(this.mvc.post().uri("/sandbox/clusters").with(csrf()).param("name", "demo"))
            .hasStatus3xxRedirection();
        assertThat(this.mvc.get().uri("/account/calendar")).bodyText().contains("Make my feed");
        String address = made();
        assertThat(address).matches("/calendar/[A-Za-z0-9_-]{43}\\.ics");
        assertThat(read(address)).hasStatusOk()
            .hasContentTypeCompatibleWith("text/calendar")
            .bodyText()
            .contains("BEGIN:VCALENDAR\r\n", "SUMMARY:Expires: cluster demo\r\n", "-expiry@shipshape\r\n");
        assertThat(this.database.queryForObject("select token_hash from calendar_feed", String.class))
            .as("the address itself is not stored")
            .hasSize(64)
            .isNotEqualTo(address);
        assertThat(this.mvc.get().uri("/account/calendar")).bodyText()
            .contains("Make a new address", "End the feed")
            .doesNotContain(address);
    }

    @Test
    void anUnknownAddressIsNotFoundAndChangesAreNotOpen() {
        assertThat(read("/calendar/" + "A".repeat(43) + ".ics")).hasStatus(HttpStatus.NOT_FOUND)
            .bodyText()
            .isEqualTo("Not found\n");
        assertThat(this.mvc.post().uri("/calendar/x.ics").with(anonymous()).with(csrf())).hasRedirectedUrl("/login");
    }

    @Test
    void aNewAddressEndsTheOldOneAndTheFeedCanEnd() {
        String old = made();
        String fresh = made();
        assertThat(read(old)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(read(fresh)).hasStatusOk();
        assertThat(this.mvc.post().uri("/account/calendar/revocations").with(csrf()))
            .hasRedirectedUrl("/account/calendar");
        assertThat(read(fresh)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerHasOneTooAndItEndsWithThePerson() {
        assertThat(read(made())).hasStatusOk();
        this.people.add("ada", "correct horse", Role.VIEWER);
        String address = "/calendar/" + this.calendars.renew("ada") + ".ics";
        assertThat(read(address)).hasStatusOk();
        this.people.enable("ada", false);
        assertThat(read(address)).hasStatus(HttpStatus.NOT_FOUND);
    }

}
