package dev.shipshape.web;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@KitTest
class ThemeTests {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void theChoiceIsRememberedAndLeadsBack() {
        assertThat(
                this.mvc.post().uri("/theme").with(csrf()).param("theme", "dark").param("back", "/sandbox/things?q=a"))
            .hasStatus3xxRedirection()
            .hasRedirectedUrl("/sandbox/things?q=a")
            .cookies()
            .hasValue("theme", "dark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "https://evil.example/", "//evil.example", "/\\evil.example", "evil", "/a\r\nSet-Cookie:b" })
    void itNeverLeadsElsewhere(String back) {
        assertThat(this.mvc.post().uri("/theme").with(csrf()).param("theme", "light").param("back", back))
            .hasRedirectedUrl("/");
    }

    @Test
    void withoutTheTokenNothingIsChanged() {
        assertThat(this.mvc.post().uri("/theme").param("theme", "dark")).hasStatus(403)
            .cookies()
            .doesNotContainCookie("theme");
    }

    @Test
    void theServerWritesTheChoiceIntoThePage() {
        assertThat(this.mvc.get().uri("/sandbox/things").cookie(new Cookie("theme", "dark"))).bodyText()
            .containsPattern("<html lang=\"en\" data-bs-theme=\"dark\"");
        assertThat(this.mvc.get().uri("/sandbox/things").cookie(new Cookie("theme", "\"><script>"))).bodyText()
            .containsPattern("<html lang=\"en\" data-theme=\"auto\"");
    }

}
