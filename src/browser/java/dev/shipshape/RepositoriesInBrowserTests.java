package dev.shipshape;

import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.shipshape.registry.push.SampleImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Repositories and images in a real browser: every page of them, at three widths, in light and dark. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=fast",
                "shipshape.cleanup.sweep-every=1h" })
@ContextConfiguration(initializers = TemporaryData.class)
class RepositoriesInBrowserTests {

    private static final String SHOP = "/sandbox/repositories/shop";

    private static final String PART = SampleImages.web().manifests().get(0).digest();

    @LocalServerPort
    private int port;

    private Chromium browser;

    private Page page;

    @BeforeEach
    void open() {
        this.browser = Chromium.open("http://localhost:" + this.port);
        this.page = this.browser.page();
    }

    @AfterEach
    void close() {
        if (this.browser != null) {
            this.browser.close();
        }
    }

    @Test
    void imagesAreWorkedOnAtEveryWidthInLightAndDark() {
        this.browser.enter("operator");
        this.browser.go("/sandbox/repositories/new");
        this.page.getByLabel("Repository name").fill("shop");
        press("Create repository");
        this.browser.go(SHOP);
        press("Push the sample images");
        assertThat(this.page.locator(".registry-images")).isVisible();
        this.page.locator(".registry-branches summary").first().click();
        assertThat(this.page.locator(".registry-tree").first()).isVisible();
        this.browser.inspect();

        this.browser.go(SHOP + "/images/web");
        this.page.getByLabel("Another tag").fill("v1");
        press("Put tag");
        assertThat(this.page.locator(".registry-taglist")).containsText("v1");
        this.browser.inspect();

        this.browser.go(SHOP + "/images/" + PART + "/findings");
        press("Scan now");
        assertThat(this.page.locator(".registry-severities")).isVisible(); // comes by itself
        this.browser.inspect();

        this.browser.go(SHOP + "/lifecycle/new");
        press("Add a rule");
        assertThat(this.page.locator(".registry-rule")).hasCount(2);
        this.page.locator(".registry-rule button[name=remove]").nth(1).click();
        assertThat(this.page.locator(".registry-rule")).hasCount(1);
        press("JSON");
        assertThat(this.page.getByLabel("The policy as JSON")).hasValue(Pattern.compile("untagged"));
        press("Rules");
        press("Preview what it deletes");
        assertThat(this.page.getByText("Nothing fits the rules now.")).isVisible(); // comes by itself
        this.browser.inspect();
        press("Set this policy");
        assertThat(this.page.locator(".registry-rules")).containsText("14 days after their push");

        for (String path : List.of("/sandbox/repositories", SHOP + "/images/" + PART, SHOP + "/comparisons?from=web&to=db",
                SHOP + "/pull-commands", SHOP + "/settings", SHOP + "/tags", SHOP + "/lifecycle", SHOP + "/lifecycle/new",
                SHOP + "/image-deletions/new?untagged=true")) {
            this.browser.go(path);
            this.browser.inspect();
        }
        this.browser.go(SHOP);
        this.page.locator("input[data-tick-all]").check();
        press("Delete");
        assertThat(this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Delete 2 images"))).isVisible();
        this.browser.inspect();
        press("Delete the ticked images");
        assertThat(this.page.locator(".ss-many")).containsText("6 of 6 done");
        // a form that is not filled in yet has no command to show, which Chromium calls an error
        assertThat(this.browser.complaints())
            .noneMatch((complaint) -> !complaint.contains("status of 422") && !complaint.contains("htmx:sendAbort"));
    }

    private void press(String name) {
        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).first().click();
    }

}
