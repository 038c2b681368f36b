package dev.shipshape.cleanup.plans;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.shipshape.web.Download;
import dev.shipshape.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Receipts to keep elsewhere: as CSV, a line a step, and as JSON. */
@Controller
class ReceiptController {

    private static final Map<String, Function<Receipt.Line, @Nullable Object>> COLUMNS = columns();

    private final Plans plans;

    ReceiptController(Plans plans) {
        this.plans = plans;
    }

    private static Map<String, Function<Receipt.Line, @Nullable Object>> columns() {
        Map<String, Function<Receipt.Line, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("kind", Receipt.Line::kind);
        columns.put("name", Receipt.Line::name);
        columns.put("connection", Receipt.Line::connection);
        columns.put("region", Receipt.Line::region);
        columns.put("arn", Receipt.Line::arn);
        columns.put("state", Receipt.Line::state);
        columns.put("why", Receipt.Line::why);
        columns.put("ended", Receipt.Line::endedAt);
        columns.put("freed an hour", Receipt.Line::perHour);
        columns.put("had cost", Receipt.Line::cost);
        return columns;
    }

    @GetMapping("/cleanup/plans/{id}/receipt.csv")
    ResponseEntity<String> csv(@PathVariable String id) {
        Receipt receipt = receipt(id);
        return Download.of("receipt-" + id.substring(0, 8), receipt.steps(), COLUMNS).as("csv");
    }

    @GetMapping("/cleanup/plans/{id}/receipt.json")
    ResponseEntity<Receipt> json(@PathVariable String id) {
        ContentDisposition file = ContentDisposition.attachment()
            .filename("receipt-" + id.substring(0, 8) + ".json")
            .build();
        return ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
            .body(receipt(id));
    }

    private Receipt receipt(String id) {
        Plan plan = this.plans.named(id);
        PlanView view = PlanView.of(plan, this.plans.steps(id));
        if (view.finishedAt() == null) {
            throw new NotFound("receipt", id);
        }
        return new Receipt(id, view.title(), view.runBy(), view.startedAt(), view.finishedAt(), view.cost(), "USD",
                view.clearAt() != null, view.left(), view.untouched(),
                view.steps().stream().map(Receipt.Line::of).toList());
    }

    /**
     * A receipt as JSON tells it.
     *
     * @param plan the plan's id
     * @param title what was done
     * @param person in whose name
     * @param startedAt when it was confirmed
     * @param finishedAt when it ended
     * @param cost what the removed had cost, an estimate
     * @param currency the amounts' currency
     * @param clear whether AWS confirmed that nothing billable is left
     * @param left what was left, as AWS said
     * @param untouched what was not touched, each with the reason
     * @param steps what was done to each resource
     */
    record Receipt(String plan, String title, String person, @Nullable Instant startedAt, @Nullable Instant finishedAt,
            BigDecimal cost, String currency, boolean clear, List<String> left, List<String> untouched,
            List<Line> steps) {

        record Line(String kind, String name, String connection, String region, String arn, String state,
                @Nullable String why, @Nullable Instant endedAt, @Nullable BigDecimal perHour,
                @Nullable BigDecimal cost) {

            static Line of(StepRow step) {
                return new Line(step.word(), step.name(), step.connection(), step.region(), step.arn(),
                        step.status().word(), step.note(), step.endedAt(), step.perHour(), step.cost());
            }

        }

    }

}
