package dev.shipshape.cleanup.plans;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.shipshape.Chromium;
import dev.shipshape.DataDirectory;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scrolls the page of a plan of 2,000 steps from its beginning to its end with the mouse
 * wheel, and tells the longest tasks of the page's main thread: by the clock, which a busy
 * machine lengthens, and by the processor's time, which it does not. Not among the tests
 * of a build; {@code docs/benchmarks/plans.sh} runs it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "shipshape.localaws.port=0")
@DataDirectory
@Import(Still.class)
class PlanPageBenchmark {

    private static final int RESOURCES = Integer.getInteger("shipshape.benchmark.resources", 2000);

    private static final String LISTEN = """
            window.longTasks = [];
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(entry.duration)))
                .observe({ type: "longtask" });
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Freezer freezer;

    @Autowired
    private PlanRepository plans;

    @Autowired
    private StepRepository steps;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate database;

    @Test
    void measure() {
        Thousands.fill(this.database, RESOURCES);
        String plan = plan();
        try (Chromium browser = Chromium.open("http://localhost:" + this.port)) {
            Page page = browser.page();
            browser.go("/login");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter as operator")).click();
            page.waitForURL((url) -> !url.endsWith("/login"));
            page.context().addInitScript(LISTEN);
            List<Double> load = processorTimes(browser.trace(() -> browser.go("/cleanup/plans/" + plan)));
            assertThat(page.locator(".cu-steps > li").count()).isEqualTo(RESOURCES);
            say("load", load, page);
            page.evaluate("longTasks.length = 0");
            page.mouse().move(600, 400);
            List<Double> scroll = processorTimes(browser.trace(() -> scroll(page)));
            say("scroll", scroll, page);
        }
    }

    private String plan() {
        Scope scope = Scope.of(null, null, null);
        Draft draft = this.drafts.read(scope, List.of());
        Plan plan = Plan.of(Purpose.REMOVE, scope, draft.confirmation(), draft.untouched(), new Who("operator", null),
                draft.items().get(0).since());
        this.transaction.executeWithoutResult((status) -> {
            this.plans.saveAndFlush(plan);
            this.steps.saveAll(this.freezer.steps(plan, draft));
        });
        return plan.getId();
    }

    private static void scroll(Page page) {
        for (int turn = 0; turn < 2000; turn++) {
            page.mouse().wheel(0, 400);
            Object end = page.evaluate("""
                    new Promise((done) => requestAnimationFrame(() =>
                        done(scrollY + innerHeight >= document.documentElement.scrollHeight - 1)))""");
            if (Boolean.TRUE.equals(end)) {
                return;
            }
        }
        throw new AssertionError("The page has no end");
    }

    /** The processor's time of each task of the page's main thread, in ms, the longest first. */
    private static List<Double> processorTimes(byte[] trace) {
        JsonNode events = JsonMapper.shared().readTree(new String(trace, StandardCharsets.UTF_8)).get("traceEvents");
        Map<String, String> threads = new HashMap<>();
        for (JsonNode event : events) {
            if (event.path("name").asString("").equals("thread_name")) {
                threads.put(thread(event), event.path("args").path("name").asString(""));
            }
        }
        List<Double> times = new ArrayList<>();
        for (JsonNode event : events) {
            String name = event.path("name").asString("");
            if (name.endsWith("RunTask") && threads.getOrDefault(thread(event), "").equals("CrRendererMain")) {
                times.add(event.path("tdur").asDouble(0) / 1000);
            }
        }
        assertThat(times).as("tasks in the trace").isNotEmpty();
        times.sort(Comparator.reverseOrder());
        return times;
    }

    private static String thread(JsonNode event) {
        return event.path("pid").asInt() + ":" + event.path("tid").asInt();
    }

    private static void say(String what, List<Double> times, Page page) {
        System.out.println("bench: " + String.format(Locale.ROOT,
                "%s, %d steps: longest tasks by processor %.1f, %.1f, %.1f ms of %d; over 50 ms by the clock: %s", what,
                RESOURCES, times.get(0), times.get(Math.min(1, times.size() - 1)), times.get(Math.min(2, times.size() - 1)),
                times.size(), page.evaluate("longTasks.map((time) => Math.round(time))")));
    }

}
