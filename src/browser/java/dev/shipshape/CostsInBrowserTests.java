package dev.shipshape;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Meter;
import dev.shipshape.cost.Usage;
import org.jspecify.annotations.Nullable;
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

/** The pages of costs and prices in a real browser, with a month of a small team behind them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=fast",
                "shipshape.cleanup.sweep-every=1h" })
@ContextConfiguration(initializers = TemporaryData.class)
class CostsInBrowserTests {

    private static final List<String> PEOPLE = List.of("ada", "grace", "linus", "");

    @LocalServerPort
    private int port;

    @Autowired
    private Meter meter;

    private Chromium browser;

    private Page page;

    @BeforeEach
    void open() {
        month();
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
    void costsAndPricesAreReadableAtEveryWidthInLightAndDark() {
        this.browser.enter("admin");
        for (String query : List.of("", "?by=person&range=7d", "?by=lab&range=30d", "?by=kind&range=month")) {
            this.browser.go("/costs" + query);
            assertThat(this.page.locator(".cs-plot rect").first()).isVisible();
            this.browser.inspect();
            look("costs" + query.replaceAll("\\W", "-"));
        }
        this.page.locator(".cs-numbers summary").click();
        this.browser.inspect();
        this.browser.go("/costs?by=person&range=7d");
        this.browser.picture("costs", ColorScheme.LIGHT);
        this.browser.go("/settings/prices");
        this.browser.inspect();
        look("prices");
        assertThat(this.browser.complaints()).isEmpty();
    }

    /** Pictures for whoever changes the page; they are not kept. */
    private void look(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(390, 1280, 1920)) {
                this.page.setViewportSize(width, 800);
                this.page.screenshot(new ScreenshotOptions().setFullPage(true)
                    .setPath(Path.of("target/look", name + "-" + width + "-" + scheme + ".png")));
            }
        }
        this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        this.page.setViewportSize(1280, 800);
    }

    private void month() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        List<Usage> usages = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Instant from = now.minus(6L * i + i % 5, ChronoUnit.HOURS);
            Instant until = (i < 4) ? null : from.plus(2 + i % 9, ChronoUnit.HOURS);
            String person = PEOPLE.get(i % PEOPLE.size());
            usages.add(usage("task", "%032x".formatted(i), "demo" + i % 2, from, until, person,
                    (i % 3 == 0) ? "lab-containers" : null,
                    Billable.fargate("us-east-1", 256 << (i % 3), 512 << (i % 3), "X86_64", i % 7 == 0, true, 1)));
        }
        Instant week = now.minus(8, ChronoUnit.DAYS);
        usages.add(usage("load-balancer", "front", null, week, null, "ada", null, Billable.loadBalancer("us-east-1")));
        usages.add(usage("repository", "shop/web", null, week, null, "grace", null,
                Billable.storage("us-east-1", 40L << 30)));
        usages.add(usage("log-group", "/ecs/shop", null, week, null, "grace", null,
                Billable.logs("us-east-1", 90L << 30)));
        usages.add(usage("nat-gateway", "nat-0123456789abcdef0", null, now.minus(3, ChronoUnit.DAYS), null, "", null,
                Billable.natGateway("us-east-1")));
        usages.add(usage("instance", "i-0123456789abcdef0", null, week, null, "linus", null,
                Billable.ec2("us-east-1", "t3.micro")));
        usages.add(usage("load-balancer", "inner", null, week, null, "ada", null,
                new Billable("us-east-1", Map.of("billed", "load-balancer", "type", "network"))));
        this.meter.observe("sandbox", "us-east-1", usages, Set.of("task"), now);
    }

    private static Usage usage(String kind, String name, @Nullable String cluster, Instant from, @Nullable Instant until,
            String person, @Nullable String lab, Billable billable) {
        return new Usage(kind, name, cluster, "arn:aws:" + kind + "/" + name, from, null, person, lab, from, until,
                billable.facts());
    }

}
