package dev.shipshape;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/** A service in a real browser: seen moving on the map, rolled on and back, stopped and started. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "shipshape.localaws.port=0",
        "shipshape.localaws.pace=fast", "shipshape.cleanup.sweep-every=1h" })
@ContextConfiguration(initializers = TemporaryData.class)
class ServicesInBrowserTests {

    private static final String SERVICE = "/sandbox/clusters/shop/services/api";

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
        Connection sandbox = this.connections.named(Connection.SANDBOX);
        EcsClient ecs = this.clients.ecs(sandbox);
        ecs.createCluster((request) -> request.clusterName("shop"));
        register(ecs, "nginx:1");
        register(ecs, "nginx:2");
        String subnet = this.clients.ec2(sandbox).describeSubnets().subnets().get(0).subnetId();
        ecs.createService((request) -> request.cluster("shop")
            .serviceName("api")
            .taskDefinition("web:1")
            .desiredCount(2)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration((network) -> network.awsvpcConfiguration((vpc) -> vpc.subnets(subnet))));
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        this.browser = Chromium.open("http://localhost:" + this.port);
        this.page = this.browser.page();
        this.browser.enter("operator");
    }

    private static void register(EcsClient ecs, String image) {
        ecs.registerTaskDefinition((request) -> request.family("web")
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(ContainerDefinition.builder().name("web").image(image).build()));
    }

    @AfterEach
    void close() {
        if (this.browser != null) {
            this.browser.close();
        }
    }

    @Test
    void aServiceIsSeenMovingRolledBackStoppedAndStarted() {
        this.browser.go("/sandbox/clusters/shop/map");
        Locator running = this.page.locator(".mp-tile[data-state=Running]");
        assertThat(running).hasCount(2);
        String first = running.first().getAttribute("data-task");
        this.browser.inspect();
        this.browser.go("/sandbox/clusters/shop/map?present=true&by=zone");
        assertThat(running).hasCount(2);
        this.browser.inspect();

        this.browser.go(SERVICE + "/deployments/new");
        this.page.locator("select[name=taskDefinition]").selectOption("web:2");
        assertThat(this.page.locator(".ss-command").last()).containsText("update-service");
        this.page.locator("main form.ss-form button[type=submit].btn-primary").click();
        this.browser.go("/sandbox/clusters/shop/map");
        assertThat(this.page.locator("[data-task='" + first + "'][data-state=Running]")).hasCount(0);
        assertThat(running).hasCount(2);

        this.browser.go(SERVICE);
        assertThat(this.page.locator("main")).containsText("Roll back to web:1");
        this.browser.inspect();
        this.page.getByText("Roll back to web:1").click();
        this.page.locator("main form button[type=submit].btn-primary").click();
        assertThat(this.page.locator("main")).containsText("Steady");
        assertThat(this.page.locator("main")).containsText("web:1");

        this.browser.go("/sandbox/clusters/shop/services");
        this.page.setViewportSize(390, 800);
        this.page.locator("[data-tick]").first().check(); // the row must not move under the finger
        this.page.locator("[data-tick]").first().uncheck();
        this.page.setViewportSize(1280, 800);
        this.page.locator("[data-tick]").first().check();
        this.page.locator(".ss-many-bar")
            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
            .click();
        assertThat(this.page.locator(".ss-many-things")).containsText("api");
        this.browser.inspect();
        this.page.locator(".ss-many-confirm .ss-submit button").click();
        assertThat(this.page.locator(".ss-many")).containsText("1 of 1 done");
        this.browser.inspect();
        assertThat(this.browser.complaints()).isEmpty();
    }

}
