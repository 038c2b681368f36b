package dev.shipshape.web;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@KitTest
class PagesTests {

    private static final Pattern ASKS = Pattern.compile("hx-get=\"([^\"]+)\"");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private KitAlone.ThingsController things;

    @BeforeEach
    void threeThings() {
        this.things.names = List.of("anchor", "bell", "cable");
        this.things.atRest.set(false);
    }

    @Test
    void aPageStandsInItsFrame() {
        assertThat(get("/sandbox/things")).hasStatusOk()
            .bodyText()
            .contains("<title>Things · Shipshape</title>")
            .containsPattern("href=\"/sandbox/things\" aria-current=\"page\"")
            .containsPattern("(?s)ss-menu-label\">sandbox<.*us-east-1")
            .containsPattern("(?s)Awaiting clean-up.*<strong>6</strong>.*\\$0\\.07/h")
            .contains("Ada", "Sign out", "action=\"/logout\"", "href=\"#main\"", "name=\"csrf\"")
            .doesNotContain(" style=", " onclick=", "href=\"#\"");
    }

    @Test
    void aPlaceIsMarkedOnThePagesBelowItToo() {
        assertThat(get("/sandbox/things/bell")).bodyText()
            .containsPattern("href=\"/sandbox/things\" aria-current=\"true\"");
    }

    @Test
    void theConnectionLastLookedAtIsRemembered() {
        MockHttpSession session = new MockHttpSession();
        assertThat(this.mvc.get().uri("/prod/things").session(session)).hasStatusOk();
        assertThat(this.mvc.get().uri("/no-such-page").session(session)).hasStatus(404)
            .bodyText()
            .contains("href=\"/prod/things\" aria-current=\"true\"")
            .containsPattern("(?s)ss-menu-label\">prod<.*eu-west-2");
    }

    @Test
    void withNobodySignedInThereIsNoNavigation() {
        assertThat(get("/sandbox/still-things")).hasStatusOk()
            .bodyText()
            .contains("<h1>Things</h1>")
            .doesNotContain("<nav aria-label=\"Main\"", "Sign out");
    }

    @Test
    void htmxGetsTheFragmentAndAHistoryRestoreTheWholePage() {
        assertThat(this.mvc.get().uri("/sandbox/still-things").header("HX-Request", "true")).hasStatusOk()
            .headers()
            .hasHeaderSatisfying("Vary", (vary) -> assertThat(vary).contains("HX-Request"));
        assertThat(htmx("/sandbox/still-things")).bodyText().startsWith("<section id=\"rows\"");
        assertThat(this.mvc.get()
            .uri("/sandbox/still-things")
            .header("HX-Request", "true")
            .header("HX-History-Restore-Request", "true")).bodyText().contains("<h1>Things</h1>");
        assertThat(
                this.mvc.get().uri("/sandbox/still-things").header("HX-Request", "true").header("HX-Boosted", "true"))
            .bodyText()
            .contains("<h1>Things</h1>");
    }

    @Test
    void anUnchangedFragmentIsNotSentAgainAndAChangedOneIs() {
        String asks = asks(get("/sandbox/things?q=a&sort=-name"));
        assertThat(asks).startsWith("/sandbox/things?q=a&sort=-name&v=");

        assertThat(htmx(asks)).hasStatus(204).bodyText().isEmpty();

        this.things.names = List.of("anchor", "bell", "cable", "davit");
        MvcTestResult changed = htmx(asks);
        assertThat(changed).hasStatusOk().bodyText().startsWith("<section").contains("davit");
        assertThat(asks(changed)).startsWith("/sandbox/things?q=a&sort=-name&v=").isNotEqualTo(asks);
    }

    @Test
    void atRestTheFragmentAsksNoMore() {
        String asks = asks(get("/sandbox/things"));
        this.things.atRest.set(true);

        assertThat(htmx(asks)).hasStatus(286).bodyText().startsWith("<section").doesNotContain("hx-get", "hx-trigger");
        assertThat(get("/sandbox/things")).hasStatusOk().bodyText().doesNotContain("hx-get");
    }

    @Test
    void aListIsFilteredOrderedAndPagedByItsAddress() {
        assertThat(get("/sandbox/things?q=name:b&sort=-name&size=1&page=2")).hasStatusOk()
            .bodyText()
            .containsPattern("(?s)<tbody><tr><td>bell</td></tr></tbody>")
            .contains("aria-sort=\"descending\"", "Page 2 of 2", "2–2 of 2 things")
            .contains("href=\"/sandbox/things?q=name%3Ab&amp;sort=-name&amp;size=1&amp;page=1\"")
            .contains("href=\"/sandbox/things?q=name%3Ab&amp;sort=name&amp;size=1\"")
            .containsPattern(
                    "(?s)<a class=\"ss-chip\" href=\"/sandbox/things\\?sort=-name&amp;size=1\"><span>name:b</span>");
    }

    @Test
    void whatIsTypedIntoAFilterIsShownAsText() {
        assertThat(get("/sandbox/things?q=<script>")).bodyText().contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void styleSheetsAndScriptsCarryTheirContentsHashAndAreKeptForAYear() {
        String page = body(get("/sandbox/things"));
        Matcher sheet = Pattern.compile("href=\"(/css/vendor-[0-9a-f]{32}\\.css)\"").matcher(page);
        assertThat(sheet.find()).isTrue();
        MvcTestResult vendor = get(sheet.group(1));
        assertThat(vendor).hasStatusOk().headers().hasValue("Cache-Control", "max-age=31536000, public, immutable");
        Matcher imported = Pattern.compile("@import url\\(\"([^\"]+)\"\\)").matcher(body(vendor));
        assertThat(imported.find()).isTrue();
        assertThat(imported.group(1)).contains("1.4.0");
        assertThat(get(imported.group(1))).hasStatusOk();
        Matcher script = Pattern.compile("src=\"([^\"]+)\"").matcher(page);
        while (script.find()) {
            assertThat(get(script.group(1))).as(script.group(1)).hasStatusOk();
        }
    }

    private MvcTestResult get(String address) {
        return this.mvc.get().uri(java.net.URI.create(address.replace("<", "%3C").replace(">", "%3E"))).exchange();
    }

    private MvcTestResult htmx(String address) {
        return this.mvc.get().uri(java.net.URI.create(address)).header("HX-Request", "true").exchange();
    }

    private static String asks(MvcTestResult answer) {
        Matcher asks = ASKS.matcher(body(answer));
        assertThat(asks.find()).isTrue();
        return asks.group(1).replace("&amp;", "&");
    }

    private static String body(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        }
        catch (java.io.UnsupportedEncodingException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
