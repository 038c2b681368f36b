package dev.shipshape.logs.view;

import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.shipshape.Chromium;
import dev.shipshape.DataDirectory;
import dev.shipshape.LongTasks;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes 100,000 lines into a log group of the sandbox, opens them, scrolls through all of
 * them with the mouse wheel, filters, and wraps, and tells the longest tasks of the page's
 * main thread. Not among the tests of a build; {@code docs/benchmarks/logs.sh} runs it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "shipshape.localaws.port=0")
@DataDirectory
class LogBenchmark {

    private static final int LINES = Integer.getInteger("shipshape.benchmark.lines", 100_000);

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
            browser.enter("operator");
            LongTasks tasks = LongTasks.of(browser);
            tasks.measure(LINES + " lines, load", () -> {
                browser.go("/sandbox/log-groups/log?name=/ecs/bench&since=all");
                page.locator("ss-log-view[data-state=live]").waitFor();
            });
            assertThat(page.locator(".lg-words").textContent())
                .contains(String.format(Locale.ENGLISH, "%,d lines", LINES));
            page.locator(".lg-sight").hover();
            page.evaluate("document.querySelector('.lg-sight').scrollTop = 0");
            tasks.measure(LINES + " lines, scroll by the wheel", () -> scroll(page, 6000, 1500));
            tasks.measure(LINES + " lines, scroll from end to beginning in jumps", () -> scroll(page, -60_000, 200));
            tasks.measure(LINES + " lines, filter", () -> {
                page.getByLabel("With", new Page.GetByLabelOptions().setExact(true)).fill("ERROR");
                page.locator(".lg-words", new Page.LocatorOptions().setHasText(" of ")).waitFor();
                page.locator(".lg-row", new Page.LocatorOptions().setHasText("INFO"))
                    .first()
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            });
            tasks.measure(LINES + " lines, unwrap", () -> page.locator("select[name=wrap]").selectOption("off"));
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

}
