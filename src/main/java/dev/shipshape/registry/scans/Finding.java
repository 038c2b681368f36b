package dev.shipshape.registry.scans;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.registry.ScanSummary.Severity;
import dev.shipshape.web.Download;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.Attribute;
import software.amazon.awssdk.services.ecr.model.CvssScore;
import software.amazon.awssdk.services.ecr.model.EnhancedImageScanFinding;
import software.amazon.awssdk.services.ecr.model.ImageScanFinding;
import software.amazon.awssdk.services.ecr.model.PackageVulnerabilityDetails;
import software.amazon.awssdk.services.ecr.model.VulnerablePackage;

/**
 * A vulnerability that a scan found, of basic and of enhanced scanning alike.
 *
 * @param name such as {@code CVE-2026-1234}
 * @param severity how bad it is
 * @param packages what it is in, with versions, such as {@code openssl 1.1.1}
 * @param fixed the version without it; empty where none is known
 * @param score the CVSS score; null where there is none
 * @param description what it is
 * @param link where more is told; null where AWS names no web address
 */
public record Finding(String name, Severity severity, String packages, String fixed, @Nullable Double score,
        String description, @Nullable String link) {

    static final Map<String, Comparator<Finding>> ORDERS = Map.of("name", Comparator.comparing(Finding::name),
            "severity", Comparator.comparing(Finding::severity), "package", Comparator.comparing(Finding::packages),
            "score", Comparator.comparing((finding) -> (finding.score() != null) ? finding.score() : -1));

    static Finding of(ImageScanFinding finding) {
        Map<String, String> attributes = finding.attributes()
            .stream()
            .filter((attribute) -> attribute.value() != null)
            .collect(Collectors.toMap(Attribute::key, Attribute::value, (one, other) -> one));
        String packages = (attributes.getOrDefault("package_name", "") + " "
                + attributes.getOrDefault("package_version", ""))
            .strip();
        String score = attributes.getOrDefault("CVSS3_SCORE", attributes.get("CVSS2_SCORE"));
        return new Finding(text(finding.name()), Severity.of(finding.severityAsString()), packages,
                attributes.getOrDefault("fixed_in_versions", attributes.getOrDefault("patched_in_version", "")),
                number(score), text(finding.description()), web(finding.uri()));
    }

    static Finding of(EnhancedImageScanFinding finding) {
        PackageVulnerabilityDetails details = finding.packageVulnerabilityDetails();
        List<VulnerablePackage> packages = (details != null) ? details.vulnerablePackages() : List.of();
        String fixed = packages.stream()
            .map(VulnerablePackage::fixedInVersion)
            .filter((version) -> version != null && !version.equals("NotAvailable"))
            .distinct()
            .collect(Collectors.joining(", "));
        String name = (details != null && details.vulnerabilityId() != null) ? details.vulnerabilityId()
                : finding.title();
        return new Finding(text(name), Severity.of(finding.severity()),
                packages.stream()
                    .map((one) -> (text(one.name()) + " " + text(one.version())).strip())
                    .distinct()
                    .collect(Collectors.joining(", ")),
                fixed, score(finding, details), text(finding.description()),
                web((details != null) ? details.sourceUrl() : null));
    }

    private static @Nullable Double score(EnhancedImageScanFinding finding,
            @Nullable PackageVulnerabilityDetails details) {
        if (finding.score() != null || details == null) {
            return finding.score();
        }
        return details.cvss().stream().map(CvssScore::baseScore).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static @Nullable Double number(@Nullable String text) {
        return (text != null && text.matches("\\d{1,2}(\\.\\d+)?")) ? Double.valueOf(text) : null;
    }

    private static String text(@Nullable String text) {
        return (text != null) ? text : "";
    }

    /** The address comes from outside, so only one of the web becomes a link. */
    private static @Nullable String web(@Nullable String address) {
        return (address != null && address.matches("https?://\\S+")) ? address : null;
    }

    /** Findings as a file. */
    static Download file(String name, List<Finding> findings) {
        Map<String, Function<Finding, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("name", Finding::name);
        columns.put("severity", (finding) -> finding.severity().word());
        columns.put("score", Finding::score);
        columns.put("package", Finding::packages);
        columns.put("fixed", Finding::fixed);
        columns.put("description", Finding::description);
        columns.put("link", Finding::link);
        return Download.of(name, findings, columns);
    }

    /** What the list's filter looks at. */
    Map<String, String> facts() {
        return Map.of("name", this.name, "severity", this.severity.word(), "package", this.packages, "fix",
                this.fixed.isEmpty() ? "no" : "yes " + this.fixed, "description", this.description);
    }

}
