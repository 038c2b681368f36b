package dev.shipshape.cleanup.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.shipshape.DataDirectory;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.plans.Step.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long it takes to make a plan of what has been read, to write it down and to render
 * its page, for 200 resources and for 2,000. Not among the tests of a build, as its name
 * says none; {@code docs/benchmarks/plans.sh} runs it.
 */
@SpringBootTest(properties = "shipshape.localaws.port=0")
@AutoConfigureMockMvc
@DataDirectory
@Import(Still.class)
class PlansBenchmark {

    private static final int FEW = 200;

    private static final int MANY = Integer.getInteger("shipshape.benchmark.resources", 2000);

    private static final int TIMES = 15;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Freezer freezer;

    @Autowired
    private Plans plans;

    @Autowired
    private PlanRepository planRows;

    @Autowired
    private StepRepository stepRows;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private MockMvcTester mvc;

    @Test
    void measure() {
        measured(FEW); // warms up
        List<Double> few = measured(FEW);
        List<Double> many = measured(MANY);
        List<String> names = List.of("read and put in order", "frozen and written down", "made, in all",
                "page, not confirmed", "what of it is to run", "page, while it moves");
        for (int i = 0; i < names.size(); i++) {
            say("%-26s %5d: %8.1f ms, %5d: %8.1f ms, x %.1f", names.get(i), FEW, few.get(i), MANY, many.get(i),
                    many.get(i) / few.get(i));
        }
    }

    private List<Double> measured(int count) {
        Thousands.fill(this.database, count);
        List<List<Double>> all = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            all.add(once(count));
        }
        List<Double> medians = new ArrayList<>();
        for (int i = 0; i < all.get(0).size(); i++) {
            int column = i;
            medians.add(all.stream().map((one) -> one.get(column)).sorted().toList().get(TIMES / 2));
        }
        return medians;
    }

    private List<Double> once(int count) {
        Scope scope = Scope.of(null, null, null);
        long start = System.nanoTime();
        Draft draft = this.drafts.read(scope, List.of());
        long read = System.nanoTime();
        Plan plan = Plan.of(Purpose.REMOVE, scope, draft.confirmation(), draft.untouched(), new Who("ada", null),
                draft.items().get(0).since());
        List<Step> steps = this.freezer.steps(plan, draft);
        this.transaction.executeWithoutResult((status) -> {
            this.planRows.saveAndFlush(plan);
            this.stepRows.saveAll(steps);
        });
        long made = System.nanoTime();
        assertThat(steps).hasSize(count);
        String page = page(plan);
        long shown = System.nanoTime();
        if (count == MANY && !this.said) {
            say("page of %d steps, not confirmed: %d KB", count, page.length() / 1024);
            this.said = true;
        }
        List<Step> ready = Turn.ready(this.plans.steps(plan.getId()));
        long turned = System.nanoTime();
        ready.stream()
            .limit(ready.size() / 2)
            .forEach((step) -> step.end(State.DONE, null, draft.items().get(0).since()));
        this.transaction.executeWithoutResult((status) -> {
            this.planRows.hold(plan.getId()).orElseThrow().run(new Who("ada", null), plan.getMadeAt());
            this.stepRows.saveAll(ready);
        });
        long moving = System.nanoTime();
        page(plan);
        long moved = System.nanoTime();
        this.database.update("update cleanup_plan set state = 'ENDED'");
        return List.of(millis(start, read), millis(read, made), millis(start, made), millis(made, shown),
                millis(shown, turned), millis(moving, moved));
    }

    private boolean said;

    private String page(Plan plan) {
        var answer = this.mvc.get().uri("/cleanup/plans/" + plan.getId()).with(FleetTest.ADA).exchange();
        assertThat(answer).hasStatusOk();
        try {
            return answer.getResponse().getContentAsString();
        }
        catch (java.io.UnsupportedEncodingException ex) {
            throw new AssertionError(ex);
        }
    }

    private static double millis(long from, long to) {
        return (to - from) / 1e6;
    }

    private static void say(String format, Object... values) {
        System.out.println("bench: " + String.format(Locale.ROOT, format, values));
    }

}
