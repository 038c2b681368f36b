package dev.shipshape.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@KitTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTests {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void whatIsNotThereIsAPageThatSaysSo() {
        assertThat(this.mvc.get().uri("/sandbox/things/bell")).hasStatus(404)
            .bodyText()
            .contains("<h1>There is no thing “bell” here.</h1>", "It may have been deleted", "To the overview",
                    "aria-label=\"Main\"");
    }

    @Test
    void htmxShowsAProblemInThePageThatIsOpen() {
        assertThat(this.mvc.get().uri("/sandbox/things/bell").header("HX-Request", "true")).hasStatus(404)
            .hasHeader("HX-Retarget", "#problem")
            .hasHeader("HX-Reswap", "innerHTML")
            .bodyText()
            .startsWith("<div class=\"ss-problem\"")
            .contains("There is no thing “bell” here.");
    }

    @Test
    void aPageInMotionStopsAskingForWhatIsGone() {
        assertThat(this.mvc.get().uri("/sandbox/things/bell?v=abc").header("HX-Request", "true")).hasStatus(286)
            .hasHeader("HX-Retarget", "#problem");
    }

    @Test
    void theUnexpectedIsLoggedUnderTheIdThatThePageShowsAndNothingElseIsShown(CapturedOutput output) {
        String body = text("/sandbox/broken", 500);
        assertThat(body).contains("Something went wrong on our side.")
            .doesNotContain("secret", "IllegalState", "at dev.");
        java.util.regex.Matcher id = java.util.regex.Pattern.compile("look for ([0-9a-f]{8}) in the log").matcher(body);
        assertThat(id.find()).isTrue();
        assertThat(output).contains("Unexpected error " + id.group(1), "secret detail");
    }

    @Test
    void wrongRequestsAreAnsweredInPlainWords() {
        assertThat(text("/sandbox/counted", 400)).contains("“count” is missing from what was sent.");
        assertThat(text("/sandbox/counted?count=many", 400)).contains("This request could not be read.");
        assertThat(text("/sandbox/no-such-page", 404)).contains("There is no page at this address.");
        assertThat(this.mvc.post().uri("/sandbox/broken").with(csrf())).hasStatus(405)
            .hasHeader("Allow", "GET")
            .bodyText()
            .contains("This address does not take that kind of request.");
    }

    @Test
    void whatFailsOutsideOfControllersIsToldInTheSameWords() {
        assertThat(this.mvc.get().uri("/error").requestAttr("jakarta.servlet.error.status_code", 403)).hasStatus(403)
            .bodyText()
            .contains("<h1>You may not do this.</h1>");
        assertThat(this.mvc.get()
            .uri("/error")
            .header("HX-Request", "true")
            .requestAttr("jakarta.servlet.error.status_code", 403)).hasStatus(403).hasHeader("HX-Retarget", "#problem");
    }

    @Test
    void aRefusedFieldKeepsWhatWasTypedAndSaysWhy() {
        assertThat(this.mvc.post()
            .uri("/sandbox/things")
            .with(csrf())
            .param("name", "UPPER")
            .param("count", "3")
            .param("kind", "small")
            .param("loud", "true")
            .param("words", "one two")).hasStatus(422)
            .bodyText()
            .containsPattern("<input class=\"form-control is-invalid\"[^>]*name=\"name\"[^>]*value=\"UPPER\"")
            .containsPattern("aria-invalid=\"true\" aria-describedby=\"name-1-error name-1-rule\"")
            .containsPattern("(?s)id=\"name-1-error\">.*Small letters only\\.")
            .containsPattern("name=\"count\" type=\"number\" value=\"3\"")
            .containsPattern("<option value=\"small\" selected=\"selected\">Small")
            .containsPattern("name=\"loud\" checked=\"checked\"")
            .contains("one two</textarea>");
    }

    @Test
    void aValueThatCannotBeReadIsToldInPlainWords() {
        assertThat(this.mvc.post().uri("/sandbox/things").with(csrf()).param("count", "many")).hasStatus(422)
            .bodyText()
            .containsPattern("name=\"count\" type=\"number\" value=\"many\"")
            .containsPattern("(?s)id=\"count-1-error\">.*Use a whole number\\.")
            .doesNotContain("Failed to convert", "NumberFormatException");
    }

    @Test
    void aProblemStandsBesideItsFieldOrElseAboveTheForm() {
        assertThat(this.mvc.post().uri("/sandbox/things").with(csrf()).param("name", "taken")).hasStatus(422)
            .bodyText()
            .containsPattern("(?s)id=\"name-1-error\">.*The name is taken\\. Choose another\\.")
            .contains("value=\"taken\"")
            .doesNotContain("role=\"alert\"><span");
        assertThat(this.mvc.post().uri("/sandbox/things").with(csrf()).param("name", "free")).hasStatus(422)
            .bodyText()
            .containsPattern(
                    "(?s)role=\"alert\">.*AWS refused\\..*Ask less\\..*ClientException.*No, thank you.*request-1")
            .contains("value=\"free\"");
    }

    private String text(String address, int status) {
        var answer = this.mvc.get().uri(address).exchange();
        assertThat(answer).hasStatus(status);
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

}
