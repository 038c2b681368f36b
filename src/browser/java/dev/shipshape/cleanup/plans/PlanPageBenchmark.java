package dev.shipshape.cleanup.plans;

import java.util.List;

import com.microsoft.playwright.Page;
import dev.shipshape.Chromium;
import dev.shipshape.DataDirectory;
import dev.shipshape.LongTasks;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scrolls the page of a plan of 2,000 steps from its beginning to its end with the mouse
 * wheel, and tells the longest tasks of the page's main thread. Not among the tests of a
 * build; {@code docs/benchmarks/plans.sh} runs it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "shipshape.localaws.port=0")
@DataDirectory
@Import(Still.class)
class PlanPageBenchmark {

    private static final int RESOURCES = Integer.getInteger("shipshape.benchmark.resources", 2000);

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
            browser.enter("operator");
            LongTasks tasks = LongTasks.of(browser);
            tasks.measure(RESOURCES + " steps, load", () -> browser.go("/cleanup/plans/" + plan));
            assertThat(page.locator(".cu-steps > li").count()).isEqualTo(RESOURCES);
            page.mouse().move(600, 400);
            tasks.measure(RESOURCES + " steps, scroll", () -> scroll(page));
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

}
