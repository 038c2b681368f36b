package dev.shipshape.aws.engine;

import dev.shipshape.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** What administrators see of the engine, and nobody else. */
@ConsoleTest
class EnginePageTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private SandboxEngines engines;

    @Test
    @WithMockUser(username = "admin", roles = "ADMIN")
    void anAdministratorSeesWhatTasksRunOn() {
        assertThat(this.mvc.get().uri("/settings/engine")).hasStatusOk()
            .bodyText()
            .contains("Engine of the sandbox", "Tasks are simulated", "shipshape.localaws.engine=containers");
        assertThat(this.mvc.get().uri("/settings")).bodyText().contains("href=\"/settings/engine\"");
        assertThat(this.engines.ask()).hasValueSatisfying((engine) -> {
            assertThat(engine.runsContainers()).isFalse();
            assertThat(engine.fellBack()).isFalse();
        });
    }

    @Test
    @WithMockUser(username = "operator", roles = "OPERATOR")
    void anOperatorDoesNot() {
        assertThat(this.mvc.get().uri("/settings/engine")).hasStatus(403);
    }

    @Test
    @WithMockUser(username = "viewer", roles = "VIEWER")
    void aViewerDoesNot() {
        assertThat(this.mvc.get().uri("/settings/engine")).hasStatus(403);
    }

}
