package dev.shipshape.registry;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.FindingSeverity;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

/**
 * What a scan says in numbers.
 *
 * @param state AWS's word, such as {@code COMPLETE}; null where there was no scan, and
 * where the answer does not tell (ECR API reference, ImageDetail: AWS's newer basic
 * scanning leaves it out)
 * @param counts how many findings there are of each severity, the severest first; empty
 * for none
 */
public record ScanSummary(@Nullable String state, List<Count> counts) {

    /** Nothing is known. */
    public static final ScanSummary NONE = new ScanSummary(null, List.of());

    static ScanSummary of(ImageDetail detail) {
        if (detail.imageScanStatus() == null) {
            return NONE;
        }
        Map<FindingSeverity, Integer> counts = (detail.imageScanFindingsSummary() != null)
                ? detail.imageScanFindingsSummary().findingSeverityCounts() : Map.of();
        return new ScanSummary(detail.imageScanStatus().statusAsString(), counts(counts));
    }

    /** The counts of AWS, the severest first. */
    public static List<Count> counts(Map<FindingSeverity, Integer> told) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        told.forEach((severity, count) -> counts.merge(Severity.of(severity.toString()), count, Integer::sum));
        List<Count> all = new ArrayList<>();
        counts.forEach((severity, count) -> all.add(new Count(severity, count)));
        return List.copyOf(all);
    }

    /** Whether a scan has ended well. */
    public boolean complete() {
        return "COMPLETE".equals(this.state);
    }

    /** In words, such as {@code 1 critical, 2 high}; {@code clean} for no finding. */
    public String words() {
        if (this.state == null) {
            return "";
        }
        if (!complete() && this.counts.isEmpty()) {
            return this.state.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return this.counts.isEmpty() ? "clean"
                : this.counts.stream().map(Count::words).collect(Collectors.joining(", "));
    }

    /**
     * How many findings there are of one severity.
     *
     * @param severity the severity
     * @param count how many
     */
    public record Count(Severity severity, int count) {

        /** Such as {@code 2 high}. */
        public String words() {
            return this.count + " " + this.severity.word();
        }

    }

    /** How bad a finding is, the worst first. */
    public enum Severity {

        /** The worst. */
        CRITICAL,
        /** Bad. */
        HIGH,
        /** Middling. */
        MEDIUM,
        /** Not bad. */
        LOW,
        /** For information. */
        INFORMATIONAL,
        /** Nobody has said yet. */
        UNDEFINED;

        /**
         * The severity of AWS's word; Inspector says {@code UNTRIAGED} for no word yet.
         */
        public static Severity of(@Nullable String word) {
            for (Severity severity : values()) {
                if (severity.name().equalsIgnoreCase(String.valueOf(word))) {
                    return severity;
                }
            }
            return UNDEFINED;
        }

        /** As it is read and filtered by: {@code critical}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

}
