package dev.shipshape;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A Compose file becomes a task definition, in fields and as JSON, and two revisions are compared. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=fast" })
@ContextConfiguration(initializers = TemporaryData.class)
class TaskDefinitionsInBrowserTests {

    @LocalServerPort
    private int port;

    private Chromium browser;

    private Page page;

    @BeforeEach
    void open() {
        this.browser = Chromium.open("http://localhost:" + this.port);
        this.page = this.browser.page();
        this.browser.go("/sandbox/task-definitions");
        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter as operator")).click();
        assertThat(main()).containsText("Task definitions");
    }

    @AfterEach
    void close() {
        if (this.browser != null) {
            this.browser.close();
        }
    }

    @Test
    void aComposeFileIsPastedWrittenAsJsonRegisteredComparedAndExported() {
        this.browser.go("/sandbox/task-definitions/pastes/new");
        this.browser.inspect();
        this.page.getByLabel("JSON or YAML").fill("""
                name: forum
                services:
                  web:
                    image: nginx:1
                    env_file: .env
                    environment: {MODE: quiet}
                    ports: ["8080:80"]
                """);
        press("Fill in the form");
        assertThat(main()).containsText("services.web.env_file");
        assertThat(this.page.getByLabel("Family")).hasValue("forum");
        this.browser.inspect();
        this.page.getByLabel("Family").fill("forum-typed");
        press("JSON");
        Locator json = this.page.getByLabel("Task definition as JSON");
        assertThat(json).hasValue(Pattern.compile("forum-typed"));
        json.fill(json.inputValue().replace("nginx:1", "nginx:2").replace("\"image\"", "\"imag\""));
        press("Fields");
        assertThat(main()).containsText(Pattern.compile("Line \\d+, column \\d+: .*imag is not a member"));
        this.browser.inspect();
        json = this.page.getByLabel("Task definition as JSON");
        json.fill(json.inputValue().replace("\"imag\"", "\"image\""));
        press("Fields");
        assertThat(this.page.getByLabel("Image")).hasValue("nginx:2");
        press("Register");
        assertThat(main()).containsText("forum-typed:1 is registered");
        this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New revision")).click();
        this.page.getByLabel("Image").fill("nginx:3");
        press("Register");
        assertThat(main()).containsText("forum-typed:2 is registered");
        this.browser.inspect();
        this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("what it changed")).click();
        assertThat(main()).containsText("1 difference");
        assertThat(main().locator("ins")).hasText("nginx:3");
        this.browser.inspect();
        this.browser.go("/sandbox/task-definitions/forum-typed/2/exports/kubernetes");
        assertThat(main()).containsText("kind: Deployment");
        this.browser.inspect();
        this.browser.go("/sandbox/task-definitions/forum-typed");
        assertThat(main()).containsText("0.25 vCPU");
        this.browser.inspect();
        this.browser.go("/sandbox/task-definitions/forum-typed/retentions/new?keep=1");
        assertThat(main()).containsText("1 revision would go");
        this.browser.inspect();
        // the JSON was meant to be wrong, and what is typed next takes the place of what was asked before
        assertThat(this.browser.complaints())
            .noneMatch((complaint) -> !complaint.contains("status of 422") && !complaint.contains("htmx:sendAbort")
                    && !complaint.contains("htmx:afterRequest"));
    }

    private void press(String button) {
        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).first().click();
    }

    private Locator main() {
        return this.page.getByRole(AriaRole.MAIN);
    }

}
