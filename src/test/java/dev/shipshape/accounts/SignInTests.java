package dev.shipshape.accounts;

import java.util.Objects;

import dev.shipshape.ConsoleTest;
import dev.shipshape.audit.ResourceLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Signing in and out by the form, as a browser does, and what ends a session. */
@ConsoleTest
class SignInTests {

    private static final String PASSWORD = "correct horse";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private People people;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private JdbcTemplate database;

    @BeforeEach
    void nobodyIsSignedIn() {
        TestSecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @CsvSource({ "viewer,viewer", "operator,operator", "admin,admin" })
    void theDemonstrationAccountsAreOfferedAndLetIn(String name, String role) {
        assertThat(this.mvc.get().uri("/login")).bodyText().contains("Enter as " + name);
        assertThat(this.mvc.get().uri("/").session(signedIn(name, name))).hasStatusOk()
            .bodyText()
            .contains(name, role, "Sign out");
    }

    @Test
    void aStoredPersonSignsInWithAPasswordThatIsStoredEncoded() {
        this.people.add("ada", PASSWORD, Role.OPERATOR);
        assertThat(this.database.queryForMap("select * from person")).containsEntry("name", "ada")
            .containsEntry("role", "OPERATOR")
            .containsEntry("enabled", true)
            .extractingByKey("password")
            .asString()
            .startsWith("{bcrypt}");
        MockHttpSession session = signedIn("ada", PASSWORD);
        assertThat(create(session).with(csrf())).hasRedirectedUrl("/sandbox/clusters/demo");
        assertThat(this.ledger.standing()).singleElement()
            .satisfies((entry) -> assertThat(entry.getPerson()).isEqualTo("ada"));
    }

    @ParameterizedTest
    @CsvSource({ "ada,wrong", "ada,''", "nobody,correct horse", "'',''", "operator,viewer", "eve,correct horse" })
    void aWrongNameOrPasswordOrADisabledPersonIsNotLetIn(String name, String password) {
        this.people.add("ada", PASSWORD, Role.VIEWER);
        this.people.add("eve", PASSWORD, Role.VIEWER);
        this.people.enable("eve", false);
        MvcTestResult answer = signIn(name, password, null);
        assertThat(answer).hasRedirectedUrl("/login?error");
        assertThat(this.mvc.get().uri("/").session(session(answer))).hasRedirectedUrl("/login");
        assertThat(this.mvc.get().uri("/login?error")).bodyText()
            .contains("This name and password do not belong together");
    }

    @Test
    void signingOutEndsTheSession() {
        MockHttpSession session = signedIn("operator", "operator");
        assertThat(this.mvc.post().uri("/logout").session(session)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.mvc.get().uri("/").session(session)).hasStatusOk();
        assertThat(this.mvc.post().uri("/logout").session(session).with(csrf())).hasRedirectedUrl("/login?signed-out");
        assertThat(session.isInvalid()).isTrue();
        assertThat(this.mvc.get().uri("/login?signed-out")).bodyText().contains("You are signed out.");
    }

    @Test
    void aChangeWithoutTheTokenOfThePageIsRefused() {
        MockHttpSession session = signedIn("operator", "operator");
        assertThat(create(session)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(create(session).header("HX-Request", "true")).hasStatus(HttpStatus.FORBIDDEN)
            .doesNotContainHeader("HX-Redirect");
        assertThat(create(session).with(csrf().useInvalidToken())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.ledger.standing()).isEmpty();
        assertThat(create(session).header("HX-Request", "true").with(csrf().asHeader())).hasStatus3xxRedirection();
        assertThat(this.ledger.standing()).hasSize(1);
    }

    @Test
    void signingInItselfNeedsTheToken() {
        assertThat(this.mvc.post().uri("/login").param("username", "admin").param("password", "admin"))
            .hasRedirectedUrl("/login");
    }

    @Test
    void whereTheSessionHasEndedHtmxOpensTheSignInPageAndGetsNoFragment() {
        assertThat(expired(this.mvc.get().uri("/sandbox/clusters")).header("HX-Request", "true"))
            .hasStatus(HttpStatus.UNAUTHORIZED)
            .hasHeader("HX-Redirect", "/login?expired")
            .body()
            .isEmpty();
        assertThat(expired(this.mvc.post().uri("/sandbox/clusters")).header("HX-Request", "true"))
            .hasStatus(HttpStatus.UNAUTHORIZED)
            .hasHeader("HX-Redirect", "/login?expired")
            .body()
            .isEmpty();
        assertThat(expired(this.mvc.get().uri("/sandbox/clusters"))).hasRedirectedUrl("/login?expired");
        assertThat(expired(this.mvc.post().uri("/sandbox/clusters"))).hasRedirectedUrl("/login?expired");
        assertThat(this.mvc.get().uri("/login?expired")).bodyText().contains("You were signed out after a while");
    }

    @Test
    void afterSigningInThePageThatWasAskedForIsShown() {
        MockHttpSession session = session(this.mvc.get()
            .uri("/activity?outcome=FAILED")
            .header("Accept", "text/html,application/xhtml+xml")
            .exchange());
        assertThat(signIn("operator", "operator", session).getResponse().getRedirectedUrl())
            .startsWith("http://localhost/activity?outcome=FAILED");
    }

    @ParameterizedTest
    @CsvSource({ "HX-Request,true", "Accept,application/json", "Accept,image/svg+xml" })
    void afterSigningInAFragmentIsNeverShownAsAPage(String header, String value) {
        MvcTestResult asked = this.mvc.get().uri("/activity").header(header, value).exchange();
        MvcTestResult answer = signIn("operator", "operator", (MockHttpSession) asked.getRequest().getSession(false));
        assertThat(answer).hasRedirectedUrl("/");
    }

    @Test
    void aDisabledPersonsSessionEndsAtTheNextRequest() {
        this.people.add("ada", PASSWORD, Role.OPERATOR);
        MockHttpSession session = signedIn("ada", PASSWORD);
        this.people.enable("ada", false);
        assertThat(this.mvc.get().uri("/sandbox/clusters").session(session)).hasStatus(HttpStatus.FOUND)
            .redirectedUrl()
            .startsWith("/login");
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void aPersonWithAnotherRoleSignsInAnewForIt() {
        this.people.add("ada", PASSWORD, Role.OPERATOR);
        MockHttpSession session = signedIn("ada", PASSWORD);
        this.people.reRole("ada", Role.VIEWER);
        assertThat(create(session).with(csrf())).redirectedUrl().startsWith("/login");
        assertThat(create(signedIn("ada", PASSWORD)).with(csrf())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.ledger.standing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.7" })
    void aForeignHostNameIsRefused(String host) {
        assertThat(this.mvc.get().uri("http://" + host + "/login")).hasStatus(HttpStatus.BAD_REQUEST).body().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "LOCALHOST", "127.0.0.1", "[::1]", "console.localhost" })
    void loopbacksOwnNamesAreAnswered(String host) {
        assertThat(this.mvc.get().uri("http://" + host + ":8080/login")).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/login", "/", "/sandbox/clusters", "/not-there" })
    void pagesCarryStrictHeaders(String page) {
        assertThat(this.mvc.get().uri(page).session(signedIn("operator", "operator")))
            .hasHeader("X-Content-Type-Options", "nosniff")
            .hasHeader("X-Frame-Options", "DENY")
            .hasHeader("Referrer-Policy", "same-origin")
            .containsHeader("Permissions-Policy")
            .headers()
            .satisfies((headers) -> assertThat(headers.getFirst("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'",
                        "form-action 'self'", "base-uri 'none'")
                .doesNotContain("unsafe"))
            .satisfies((headers) -> assertThat(headers.getCacheControl()).contains("no-store"));
    }

    private MockHttpSession signedIn(String name, String password) {
        MvcTestResult answer = signIn(name, password, null);
        assertThat(answer).hasRedirectedUrl("/");
        return session(answer);
    }

    private MvcTestResult signIn(String name, String password,
            @org.jspecify.annotations.Nullable MockHttpSession session) {
        MockMvcRequestBuilder form = this.mvc.post()
            .uri("/login")
            .with(csrf())
            .param("username", name)
            .param("password", password);
        return ((session != null) ? form.session(session) : form).exchange();
    }

    private static MockHttpSession session(MvcTestResult answer) {
        return (MockHttpSession) Objects.requireNonNull(answer.getRequest().getSession(true));
    }

    private static MockMvcRequestBuilder expired(MockMvcRequestBuilder request) {
        return request.with((sent) -> {
            sent.setRequestedSessionId("ended-in-the-night");
            sent.setRequestedSessionIdValid(false);
            return sent;
        });
    }

    private MockMvcRequestBuilder create(MockHttpSession session) {
        return this.mvc.post()
            .uri("/sandbox/clusters")
            .session(session)
            .param("name", "demo")
            .param("provider", "FARGATE")
            .param("tags", "");
    }

}
