package dev.shipshape.logs.view;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.shipshape.Chromium;
import dev.shipshape.DataDirectory;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes 100,000 lines into a log group of the sandbox, opens them, scrolls through all of
 * them with the mouse wheel, filters, and wraps, and tells the longest tasks of the page's
 * main thread: by the clock (a PerformanceObserver for {@code longtask}), which a busy
 * machine lengthens, and by the processor's time, which it does not. Not among the tests of
 * a build; {@code docs/benchmarks/logs.sh} runs it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "shipshape.localaws.port=0")
@DataDirectory
class LogBenchmark {

    private static final int LINES = Integer.getInteger("shipshape.benchmark.lines", 100_000);

    private static final String LISTEN = """
            window.longTasks = [];
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(entry.duration)))
                .observe({ type: "longtask" });
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private AwsClients clients;

    @Autowired
    private Connections connections;

    @Test
    void measure() {
        long begin = System.currentTimeMillis() - 3_000_000;
        for (String stream : List.of("web/web/0123456789abcdef", "web/worker/0123456789abcdef")) {
            ManyLines.write(this.clients.logs(this.connections.named(Connection.SANDBOX)), "/ecs/bench", stream, begin,
                    5_800_000.0 / LINES, LINES / 2, LogBenchmark::line);
        }
        try (Chromium browser = Chromium.open("http://localhost:" + this.port)) {
            Page page = browser.page();
            browser.go("/login");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter as operator")).click();
            page.waitForURL((url) -> !url.endsWith("/login"));
            page.context().addInitScript(LISTEN);
            measure(browser, "load", () -> {
                browser.go("/sandbox/log-groups/log?name=/ecs/bench&since=all");
                page.locator("ss-log-view[data-state=live]").waitFor();
            });
            assertThat(page.locator(".lg-words").textContent())
                .contains(String.format(Locale.ENGLISH, "%,d lines", LINES));
            page.locator(".lg-sight").hover();
            page.evaluate("document.querySelector('.lg-sight').scrollTop = 0");
            measure(browser, "scroll by the wheel", () -> scroll(page, 6000, 1500));
            measure(browser, "scroll from end to beginning in jumps", () -> scroll(page, -60_000, 200));
            measure(browser, "filter", () -> {
                page.getByLabel("With", new Page.GetByLabelOptions().setExact(true)).fill("ERROR");
                page.locator(".lg-words", new Page.LocatorOptions().setHasText(" of ")).waitFor();
                page.locator(".lg-row", new Page.LocatorOptions().setHasText("INFO"))
                    .first()
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            });
            measure(browser, "unwrap", () -> page.locator("select[name=wrap]").selectOption("off"));
        }
    }

    static String line(int number) {
        return ((number % 7 == 0) ? "ERROR " : "INFO ") + "request " + number + " from 10.0." + number % 9 + "."
                + number % 251 + " took " + number % 997 + " ms" + " and more".repeat(number % 20);
    }

    private static void scroll(Page page, int step, int turns) {
        for (int turn = 0; turn < turns; turn++) {
            page.mouse().wheel(0, step);
            Object end = page.evaluate("""
                    new Promise((done) => requestAnimationFrame(() => {
                        const sight = document.querySelector(".lg-sight");
                        done(%d > 0 ? sight.scrollTop + sight.clientHeight >= sight.scrollHeight - 1 : sight.scrollTop === 0);
                    }))""".formatted(step));
            if (Boolean.TRUE.equals(end)) {
                return;
            }
        }
        throw new AssertionError("The log has no end: " + page.evaluate("document.querySelector('.lg-sight').scrollTop"));
    }

    private static void measure(Chromium browser, String what, Runnable work) {
        Page page = browser.page();
        page.evaluate("window.longTasks && (longTasks.length = 0)");
        List<Double> times = processorTimes(browser.trace(work));
        System.out.println("bench: " + String.format(Locale.ROOT,
                "%s, %d lines: longest tasks by processor %.1f, %.1f, %.1f ms of %d; over 50 ms by the clock: %s", what,
                LINES, times.get(0), times.get(Math.min(1, times.size() - 1)),
                times.get(Math.min(2, times.size() - 1)), times.size(),
                page.evaluate("longTasks.map((time) => Math.round(time))")));
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

}
