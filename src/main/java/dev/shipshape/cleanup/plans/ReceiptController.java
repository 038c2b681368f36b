package dev.shipshape.cleanup.plans;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final Plans plans;

    ReceiptController(Plans plans) {
        this.plans = plans;
    }

    @GetMapping("/cleanup/plans/{id}/receipt.csv")
    ResponseEntity<String> csv(@PathVariable String id) {
        Receipt receipt = receipt(id);
        Stream<List<String>> lines = Stream.concat(
                Stream.of(List.of("kind", "name", "connection", "region", "arn", "state", "why", "ended",
                        "freed an hour", "had cost")),
                receipt.steps()
                    .stream()
                    .map((step) -> List.of(step.kind(), step.name(), step.connection(), step.region(), step.arn(),
                            step.state(), text(step.why()), text(step.endedAt()), text(step.perHour()),
                            text(step.cost()))));
        String body = lines.map((line) -> line.stream().map(ReceiptController::cell).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\r\n", "", "\r\n"));
        return file(id, "csv", CSV).body(body);
    }

    @GetMapping("/cleanup/plans/{id}/receipt.json")
    ResponseEntity<Receipt> json(@PathVariable String id) {
        return file(id, "json", MediaType.APPLICATION_JSON).body(receipt(id));
    }

    private static ResponseEntity.BodyBuilder file(String id, String ending, MediaType type) {
        String name = "receipt-" + id.substring(0, 8) + "." + ending;
        return ResponseEntity.ok()
            .contentType(type)
            .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString());
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

    private static String text(@Nullable Object value) {
        return (value == null) ? "" : (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
    }

    /** Quoted, and kept from being read as a formula by a spreadsheet. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
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
