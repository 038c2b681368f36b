package dev.shipshape.registry.scans;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.registry.ScanSummary.Count;
import dev.shipshape.registry.ScanSummary.Severity;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * The last scan of an image.
 *
 * @param state AWS's word, such as {@code COMPLETE}; {@code NONE} where there was none
 * @param description AWS's words on the state; empty for none
 * @param completedAt when it ended; null as long as it goes on
 * @param sourceUpdatedAt how old the list of vulnerabilities was that it went by; null
 * where AWS does not tell
 * @param findings what it found, the severest first
 */
public record Scan(String state, String description, @Nullable Instant completedAt, @Nullable Instant sourceUpdatedAt,
        List<Finding> findings) {

    static final Scan NONE = new Scan("NONE", "", null, null, List.of());

    Scan sorted() {
        return new Scan(this.state, this.description, this.completedAt, this.sourceUpdatedAt,
                this.findings.stream()
                    .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::name))
                    .toList());
    }

    /** Whether AWS is still at it. */
    public boolean running() {
        return this.state.equals("IN_PROGRESS") || this.state.equals("PENDING");
    }

    /**
     * Whether its findings can be relied upon: a scan on demand that ended, or one of
     * enhanced scanning that goes on watching.
     */
    public boolean told() {
        return this.state.equals("COMPLETE") || this.state.equals("ACTIVE");
    }

    /** The state in the words of the page. */
    public Status status() {
        return switch (this.state) {
            case "NONE" -> Status.stopped("Not scanned");
            case "COMPLETE" -> Status.running("Scanned");
            case "ACTIVE" -> Status.running("Watched by Inspector");
            case "IN_PROGRESS" -> Status.moving("Scanning");
            case "PENDING" -> Status.moving("Waiting for its scan");
            case "UNSUPPORTED_IMAGE" -> Status.stopped("Cannot be scanned");
            case "IMAGE_ARCHIVED" -> Status.stopped("In the archive");
            case "SCAN_ELIGIBILITY_EXPIRED" -> Status.waiting("Not watched any more");
            case "FINDINGS_UNAVAILABLE" -> Status.waiting("Findings unavailable");
            case "LIMIT_EXCEEDED" -> Status.waiting("Over AWS’s limit");
            default -> Status.failed("Failed");
        };
    }

    /** How many findings there are of each severity, the severest first. */
    public List<Count> counts() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        this.findings.forEach((finding) -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts.entrySet().stream().map((count) -> new Count(count.getKey(), count.getValue())).toList();
    }

}
