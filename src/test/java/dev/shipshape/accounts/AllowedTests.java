package dev.shipshape.accounts;

import dev.shipshape.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What each role may; what is not allowed is denied. */
@ConsoleTest
class AllowedTests {

    @Autowired
    private MockMvcTester mvc;

    @ParameterizedTest
    @ValueSource(strings = { "/", "/cleanup", "/activity", "/learn", "/settings", "/account/password",
            "/sandbox/clusters", "/actuator", "/actuator/env", "/not-there", "/login/not-there" })
    @WithAnonymousUser
    void whoIsNotSignedInIsLedToTheSignInPage(String page) {
        assertThat(this.mvc.get().uri(page)).hasStatus(HttpStatus.FOUND).hasRedirectedUrl("/login");
        assertThat(this.mvc.post().uri(page).with(csrf())).hasStatus(HttpStatus.FOUND).hasRedirectedUrl("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/login", "/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness",
            "/css/base.css", "/js/elements.js", "/webjars/htmx.org/dist/htmx.min.js" })
    @WithAnonymousUser
    void theSignInPageItsAssetsAndTheHealthAreOpen(String page) {
        assertThat(this.mvc.get().uri(page)).hasStatusOk();
    }

    @Test
    @WithAnonymousUser
    void theHealthIsToldWithoutDetails() {
        assertThat(this.mvc.get().uri("/actuator/health")).bodyText()
            .contains("\"status\":\"UP\"")
            .doesNotContain("components", "db", "localAws", "diskSpace");
        assertThat(this.mvc.get().uri("/actuator/health/readiness")).bodyText().isEqualTo("{\"status\":\"UP\"}");
        assertThat(this.mvc.get().uri("/actuator/health/db").exchange().getResponse().getContentAsByteArray())
            .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "PUT", "PATCH", "DELETE", "OPTIONS" })
    void methodsThatNobodyNeedsAreDeniedToEveryone(String method) {
        assertThat(this.mvc.method(HttpMethod.valueOf(method)).uri("/sandbox/clusters").with(csrf()))
            .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerLooksAndChangesNothing() {
        assertThat(this.mvc.get().uri("/sandbox/clusters")).hasStatusOk();
        assertThat(this.mvc.head().uri("/sandbox/clusters")).hasStatusOk();
        assertThat(this.mvc.get().uri("/cleanup")).hasStatusOk();
        assertThat(this.mvc.get().uri("/account/password")).hasStatusOk();
        assertThat(newCluster()).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.mvc.post().uri("/not-there").with(csrf())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.mvc.get().uri("/sandbox/clusters/demo")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerMayChooseTheThemeAndSignOut() {
        assertThat(this.mvc.post().uri("/theme").with(csrf()).param("theme", "dark")).hasRedirectedUrl("/");
        assertThat(this.mvc.post().uri("/logout").with(csrf())).hasRedirectedUrl("/login?signed-out");
    }

    @Test
    void anOperatorChangesAwsButNotWhoMayWhat() {
        assertThat(newCluster()).hasRedirectedUrl("/sandbox/clusters/demo");
        assertThat(this.mvc.get().uri("/settings")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.mvc.post().uri("/settings/people").with(csrf())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(this.mvc.get().uri("/")).bodyText().doesNotContain("/settings");
    }

    @Test
    @WithMockUser(username = "admin", roles = "ADMIN")
    void anAdministratorMayAllOfThat() {
        assertThat(newCluster()).hasRedirectedUrl("/sandbox/clusters/demo");
        assertThat(this.mvc.get().uri("/settings")).hasStatusOk();
        assertThat(this.mvc.get().uri("/")).bodyText().contains("href=\"/settings\"");
    }

    private MvcTestResult newCluster() {
        return this.mvc.post()
            .uri("/sandbox/clusters")
            .with(csrf())
            .param("name", "demo")
            .param("provider", "FARGATE")
            .param("tags", "")
            .exchange();
    }

}
