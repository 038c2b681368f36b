package dev.shipshape;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole hands-on in a real browser, as a newcomer does it, from the sign-in page to
 * "nothing billable is left". It looks at each page with axe, in light and dark, at three
 * widths, and takes the pictures of the documents.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=fast", "shipshape.settle-every=5s" })
@ContextConfiguration(initializers = TemporaryData.class)
class HandsOnTests {

    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);

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
    void aNewcomerDoesTheWholeHandsOnAndLeavesNothingBehind() {
        signIn();
        createACluster();
        createARepositoryAndPush();
        registerATwoTierApplication();
        runItAndOpenIt();
        keepAndScaleAService();
        lookAround();
        seeItCost();
        stopChargesAndBringThemBack();
        removeEverything();
        assertThat(this.browser.complaints()).isEmpty();
    }

    private void signIn() {
        this.browser.go("/");
        assertThat(this.page).hasURL(Pattern.compile(".*/login"));
        this.browser.inspect();
        this.browser.picture("sign-in", ColorScheme.LIGHT);
        press("Enter as operator");
        assertThat(main()).containsText("The hands-on");
        this.browser.inspect();
    }

    private void createACluster() {
        main().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Create a cluster")).click();
        this.page.getByLabel("Cluster name").fill("ecs-demo");
        this.browser.inspect();
        press("Create cluster");
        assertThat(this.page).hasURL(Pattern.compile(".*/sandbox/clusters/ecs-demo"));
        assertThat(main()).containsText("Active");
        this.browser.inspect();
    }

    private void createARepositoryAndPush() {
        this.browser.go("/sandbox/repositories/new");
        this.page.getByLabel("Repository name").fill("shop/web");
        this.browser.inspect();
        press("Create repository");
        assertThat(this.page).hasURL(Pattern.compile(".*/sandbox/repositories/shop~web.*"));
        this.browser.go("/sandbox/repositories/shop~web/push-commands");
        assertThat(main()).containsText("get-login-password");
        assertThat(main()).containsText("docker push localhost:");
        this.browser.inspect();
        press("Push the sample images");
        assertThat(this.page.locator("#images tbody tr")).not().hasCount(0);
        this.browser.inspect();
    }

    private void registerATwoTierApplication() {
        this.browser.go("/sandbox/task-definitions/new?preset=two-tier");
        this.page.getByLabel("Family").fill("shop");
        assertThat(this.page.locator("#card")).containsText("an hour");
        assertThat(this.page.locator("[name='containers[0].image']")).hasValue(Pattern.compile(".*/shop/web:web"));
        assertThat(this.page.locator("[name='containers[1].image']")).hasValue(Pattern.compile(".*/shop/web:db"));
        this.browser.inspect();
        this.browser.picture("task-definition", ColorScheme.LIGHT);
        press("Register");
        assertThat(main()).containsText("shop");
        assertThat(this.page).hasURL(Pattern.compile(".*/sandbox/task-definitions/shop/1"));
        this.browser.inspect();
    }

    private void runItAndOpenIt() {
        this.browser.go("/sandbox/tasks/new?taskDefinition=shop:1&cluster=ecs-demo");
        assertThat(this.page.locator("#quote")).containsText("$");
        this.browser.inspect();
        press("Run task");
        assertThat(this.page).hasURL(Pattern.compile(".*/sandbox/clusters/ecs-demo/tasks.*"));
        if (!this.page.url().matches(".*/tasks/[0-9a-f]{32}.*")) {
            this.page.locator("tbody a.ss-name, tbody td a").first().click();
        }
        assertThat(this.page.locator("main header.ss-head")).containsText("Running", PATIENT);
        this.browser.inspect();
        this.browser.picture("task", ColorScheme.LIGHT);
        String application = this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Open")))
            .first()
            .getAttribute("href");
        Page opened = this.page.context().newPage();
        opened.navigate(application);
        assertThat(opened.locator("body")).containsText("simulated");
        assertThat(opened.locator("body")).containsText("shop/web");
        opened.close();
    }

    private void keepAndScaleAService() {
        this.browser.go("/sandbox/services/new?taskDefinition=shop:1&cluster=ecs-demo");
        this.page.getByLabel("Service name").fill("storefront");
        this.browser.inspect();
        press("Create service");
        assertThat(main()).containsText("storefront");
        this.browser.go("/sandbox/clusters/ecs-demo/services/storefront");
        assertThat(main()).containsText("steady state", PATIENT);
        this.browser.inspect();
        this.browser.go("/sandbox/clusters/ecs-demo/services/storefront/scalings/new");
        this.page.getByRole(AriaRole.SPINBUTTON).fill("3");
        press("Scale");
        this.browser.go("/sandbox/tasks?q=service:storefront");
        assertThat(this.page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Running"))).hasCount(3,
                new HasCountOptions().setTimeout(60_000));
    }

    /** Every page that the story passed by. */
    private void lookAround() {
        for (String path : new String[] { "/", "/sandbox/clusters", "/sandbox/clusters/ecs-demo/services",
                "/sandbox/clusters/ecs-demo/tasks", "/sandbox/clusters/ecs-demo/tags", "/sandbox/tasks",
                "/sandbox/repositories", "/sandbox/task-definitions", "/sandbox/task-definitions/shop", "/cleanup",
                "/activity", "/learn", "/account/password", "/sandbox/clusters/ecs-demo/deletions/new",
                "/sandbox/clusters/nowhere" }) {
            this.browser.go(path);
            this.browser.inspect();
        }
        this.browser.complaints().removeIf((complaint) -> complaint.contains("/sandbox/clusters/nowhere"));
        this.browser.go("/");
        this.browser.picture("overview", ColorScheme.LIGHT);
        this.browser.picture("overview-dark", ColorScheme.DARK);
        this.browser.go("/learn");
        this.browser.picture("learn", ColorScheme.LIGHT);
    }

    private void seeItCost() {
        this.browser.go("/cleanup/found");
        press("Look at AWS now");
        assertThat(main()).containsText("us-east-1");
        this.browser.inspect();
        this.browser.go("/costs");
        assertThat(main()).containsText("$");
        this.browser.go("/sandbox/clusters/ecs-demo");
        assertThat(this.page.locator("main header.ss-head")).containsText("so far");
    }

    private void stopChargesAndBringThemBack() {
        this.browser.go("/cleanup");
        press("Stop charges now");
        assertThat(main()).containsText("removes none");
        this.browser.inspect();
        press("Stop charges now");
        assertThat(main()).containsText("Bring it back", new ContainsTextOptions().setTimeout(120_000));
        this.browser.inspect();
        this.browser.go("/sandbox/clusters/ecs-demo/services/storefront");
        assertThat(main()).containsText("Scaled to 0");
        this.page.goBack();
        press("Bring it back");
        assertThat(main()).containsText("Back: 2", new ContainsTextOptions().setTimeout(120_000));
        this.browser.go("/sandbox/tasks?q=service:storefront");
        assertThat(this.page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Running"))).hasCount(3,
                new HasCountOptions().setTimeout(60_000));
    }

    private void removeEverything() {
        this.browser.go("/cleanup");
        this.browser.picture("cleanup", ColorScheme.LIGHT);
        press("Plan to remove everything");
        assertThat(main()).containsText("storefront");
        this.browser.inspect();
        this.browser.picture("plan", ColorScheme.LIGHT);
        Locator confirm = this.page.locator("form.ss-confirm");
        confirm.getByRole(AriaRole.TEXTBOX).fill(confirm.getAttribute("data-confirm"));
        confirm.getByRole(AriaRole.BUTTON).click();
        assertThat(main()).containsText("Nothing billable is left", new ContainsTextOptions().setTimeout(120_000));
        this.browser.inspect();
        this.browser.picture("receipt", ColorScheme.LIGHT);
        this.browser.go("/");
        assertThat(main()).containsText("0 resources");
        assertThat(main()).containsText("0 clusters");
    }

    private Locator main() {
        return this.page.locator("main");
    }

    private void press(String name) {
        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
    }

}
