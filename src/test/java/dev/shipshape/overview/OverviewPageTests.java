package dev.shipshape.overview;

import dev.shipshape.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@ConsoleTest
class OverviewPageTests {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void withNothingThereTheHandsOnSaysWhatToDo() {
        assertThat(this.mvc.get().uri("/")).hasStatusOk()
            .bodyText()
            .contains("The hands-on", "To do: ", "Create a cluster", "/sandbox/clusters/new", "0 resources",
                    "No task runs.")
            .doesNotContain("Done: ");
    }

    @Test
    void aStepTicksItselfWhenItIsDone() {
        assertThat(this.mvc.post()
            .uri("/sandbox/clusters")
            .with(csrf())
            .param("name", "demo")
            .param("provider", "FARGATE")
            .param("tags", "")).hasStatus3xxRedirection();
        assertThat(this.mvc.get().uri("/")).bodyText()
            .contains("Done: ", "1 cluster", "1 resource", "create cluster", "Succeeded")
            .contains("operator");
    }

    @Test
    void theBadgeIsGivenAnewToAnOpenPage() {
        aStepTicksItselfWhenItIsDone();
        assertThat(this.mvc.get().uri("/api/frame/badge").header("HX-Request", "true")).hasStatusOk()
            .bodyText()
            .contains("Awaiting clean-up: </span><strong>1</strong>")
            .doesNotContain("<html");
    }

    @Test
    void everythingGoneTicksTheLastStep() {
        aStepTicksItselfWhenItIsDone();
        assertThat(this.mvc.post().uri("/sandbox/clusters/demo/deletions").with(csrf()).param("confirmation", "demo"))
            .hasStatus3xxRedirection();
        assertThat(this.mvc.get().uri("/")).bodyText().contains("0 resources", "nothing was left behind");
    }

}
