package dev.shipshape;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.logs.view.ManyLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Thousands of log lines in a real browser: read, scrolled, filtered, followed, held. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "shipshape.localaws.port=0", "shipshape.cleanup.sweep-every=1h" })
@ContextConfiguration(initializers = TemporaryData.class)
class LogsInBrowserTests {

    private static final int LINES = 12_000;

    @LocalServerPort
    private int port;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    private Chromium browser;

    private Page page;

    @BeforeEach
    void open() {
        write(System.currentTimeMillis() - 3_000_000, 200, LINES, "line");
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        this.browser = Chromium.open("http://localhost:" + this.port);
        this.page = this.browser.page();
        this.browser.enter("operator");
    }

    @AfterEach
    void close() {
        if (this.browser != null) {
            this.browser.close();
        }
    }

    @Test
    void linesAreReadScrolledFilteredFollowedAndHeld() {
        this.browser.go("/sandbox/log-groups/log?name=/ecs/many&since=all");
        Locator words = this.page.locator(".lg-words");
        assertThat(words).hasText("12,000 lines · live");
        assertThat(row("line 11999 ")).isVisible();
        assertThat(this.page.locator(".lg-row").count()).as("rows that are drawn").isLessThan(100);

        this.page.evaluate("document.querySelector('.lg-sight').scrollTop = 0");
        assertThat(row("line 0 ")).isVisible();
        write(System.currentTimeMillis(), 1, 3, "later");
        assertThat(words).hasText("12,003 lines · live");
        assertThat(row("line 0 ")).isVisible();
        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("To the newest")).click();
        assertThat(row("later 2 ")).isVisible();
        write(System.currentTimeMillis(), 1, 3, "followed");
        assertThat(row("followed 2 ")).isVisible();

        this.page.locator("input[name=include]").fill("line 7777 | later");
        this.page.locator("input[name=exclude]").fill("later 1 ");
        assertThat(words).hasText("3 of 12,006 lines · live");
        assertThat(this.page).hasURL(Pattern.compile("include=line\\+7777"));
        this.page.locator("select[name=wrap]").selectOption("off");
        assertThat(this.page).hasURL(Pattern.compile("wrap=off"));
        this.page.reload();
        assertThat(words).hasText("3 of 12,006 lines · live");

        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause")).click();
        write(System.currentTimeMillis(), 1, 1, "later held");
        assertThat(words).hasText("3 of 12,006 lines · paused");
        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on")).click();
        assertThat(words).hasText("4 of 12,007 lines · live");
        this.browser.inspect();
        assertThat(this.browser.complaints()).isEmpty();
    }

    private Locator row(String text) {
        return this.page.locator(".lg-row", new Page.LocatorOptions().setHasText(text)).first();
    }

    private void write(long from, double step, int count, String text) {
        ManyLines.write(this.clients.logs(this.connections.named(Connection.SANDBOX)), "/ecs/many", "web/web/1", from,
                step, count, (number) -> text + " " + number + " of some length, so that it wraps on a phone");
    }

}
