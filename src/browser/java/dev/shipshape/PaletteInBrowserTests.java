package dev.shipshape;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The search and the keys in a real browser, with the keyboard alone. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=instant",
                "shipshape.cleanup.sweep-every=1h" })
@ContextConfiguration(initializers = TemporaryData.class)
@ExtendWith(FreshSandbox.class)
class PaletteInBrowserTests {

    @LocalServerPort
    private int port;

    @Autowired
    private Connections connections;

    @Autowired
    private AwsClients clients;

    @Autowired
    private SharedReads reads;

    private Chromium browser;

    private Page page;

    @BeforeEach
    void open() {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        var sandbox = this.connections.named("sandbox");
        EcsClient ecs = this.clients.ecs(sandbox);
        for (String name : new String[] { "alpha", "beta", "gamma" }) {
            ecs.createCluster((request) -> request.clusterName(name));
        }
        ecs.registerTaskDefinition((request) -> request.family("web")
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(ContainerDefinition.builder().name("web").image("nginx").build()));
        String subnet = this.clients.ec2(sandbox).describeSubnets().subnets().get(0).subnetId();
        ecs.createService((request) -> request.cluster("beta")
            .serviceName("front")
            .taskDefinition("web")
            .desiredCount(1)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(subnet))));
        this.reads.changed(sandbox);
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
    void thePaletteFindsAndOpensByKeyboardAndGivesTheFocusBack() {
        this.browser.go("/sandbox/clusters");
        Locator first = this.page.locator("a.ss-name").first();
        first.focus();
        press("/");
        Locator field = this.page.getByRole(AriaRole.COMBOBOX);
        assertThat(field).isFocused();
        this.page.keyboard().type("a");
        Locator options = this.page.getByRole(AriaRole.OPTION);
        assertThat(options.first()).hasAttribute("aria-selected", "true");
        assertThat(this.page.locator("#palette-status")).containsText("result");
        assertThat(this.page.locator("#palette-missing")).isHidden(); // what comes late may change the order
        assertThat(field).hasAttribute("aria-activedescendant", String.valueOf(options.first().getAttribute("id")));
        press("ArrowDown");
        assertThat(options.nth(1)).hasAttribute("aria-selected", "true");
        assertThat(options.first()).hasAttribute("aria-selected", "false");
        press("Escape");
        assertThat(this.page.locator("#palette")).isHidden();
        assertThat(first).isFocused();
        press("Control+k");
        this.page.keyboard().type("bet");
        assertThat(options.first()).containsText("beta");
        press("Enter");
        this.page.waitForURL("**/sandbox/clusters/beta");
        assertThat(this.browser.complaints()).isEmpty();
    }

    @Test
    void whatIsTypedIsAskedOnce() {
        this.browser.go("/sandbox/clusters");
        press("/");
        this.page.keyboard().type("alp");
        assertThat(this.page.locator("#palette-status")).containsText("result");
        assertThat(this.page.locator("#palette-missing")).isHidden(); // all is read; nothing is asked again for it
        List<String> asked = new ArrayList<>();
        this.page.onRequest((request) -> asked.add(request.url()));
        this.page.keyboard().type("x");
        assertThat(this.page.locator("#palette-results")).containsText("Nothing is called");
        assertThat(asked).filteredOn((url) -> url.contains("/search/results")).hasSize(1);
    }

    @Test
    void commandsTypedInOneGoLeadToTheirForms() {
        this.browser.go("/");
        press("/");
        this.page.keyboard().type("scale front 3");
        press("Enter"); // before the results are there
        this.page.waitForURL("**/clusters/beta/services/front/scalings/new?count=3");
        assertThat(this.page.locator("input[name=count]")).hasValue("3");
        this.page.locator("h1").click();
        press("Control+k");
        this.page.keyboard().type("run web:1");
        press("Enter");
        this.page.waitForURL("**/sandbox/tasks/new?taskDefinition=web:1");
        assertThat(this.browser.complaints()).isEmpty();
    }

    @Test
    void listsMoveAndPlacesAreReachedByKeys() {
        this.browser.go("/sandbox/clusters");
        press("j");
        assertThat(this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("alpha"))).isFocused();
        press("j");
        press("ArrowDown");
        assertThat(this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("gamma"))).isFocused();
        press("k");
        press("Enter");
        this.page.waitForURL("**/sandbox/clusters/beta");
        press("g");
        press("d");
        this.page.waitForURL("**/sandbox/task-definitions");
        press("f");
        Locator filter = this.page.locator("main input[name=q]");
        assertThat(filter).isFocused();
        this.page.keyboard().type("gcjkx/?r");
        assertThat(filter).hasValue("gcjkx/?r"); // keys rest while someone types
        press("Escape");
        assertThat(filter).not().isFocused();
        press("g");
        press("t");
        this.page.waitForURL("**/sandbox/tasks");
        press("n");
        this.page.waitForURL("**/sandbox/tasks/new");
        assertThat(this.browser.complaints()).isEmpty();
    }

    @Test
    void everythingOpenIsReadableInLightAndDarkAtEveryWidth() {
        this.browser.go("/sandbox/clusters");
        press("/");
        this.page.keyboard().type("e");
        assertThat(this.page.getByRole(AriaRole.OPTION).first()).isVisible();
        this.browser.inspect();
        press("Escape");
        assertThat(this.page.locator("#palette")).isHidden();
        press("?");
        assertThat(this.page.locator("#keys")).isVisible();
        this.browser.inspect();
        press("Escape");
        assertThat(this.page.locator("#keys")).isHidden();
        for (String page : new String[] { "/search?q=e", "/help/keys", "/connections", "/connections/sandbox" }) {
            this.browser.go(page);
            this.browser.inspect();
        }
        assertThat(this.browser.complaints()).isEmpty();
    }

    private void press(String key) {
        this.page.keyboard().press(key);
    }

}
