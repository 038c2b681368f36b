package dev.shipshape.localaws.ecr.scans;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.oci.content.Digest;
import software.amazon.awssdk.services.ecr.model.Attribute;
import software.amazon.awssdk.services.ecr.model.FindingSeverity;
import software.amazon.awssdk.services.ecr.model.ImageScanFinding;

/**
 * What a scan would say of an image: no image is looked into, but the same digest always
 * has the same findings, which say of themselves that they are simulated.
 */
final class Findings {

    /** How many an image has at most. */
    private static final int MOST = 12;

    private static final List<FindingSeverity> SEVERITIES = List.of(FindingSeverity.CRITICAL, FindingSeverity.HIGH,
            FindingSeverity.MEDIUM, FindingSeverity.LOW, FindingSeverity.INFORMATIONAL, FindingSeverity.UNDEFINED);

    private static final List<String> PACKAGES = List.of("openssl", "zlib", "curl", "glibc", "libxml2", "expat", "perl",
            "busybox", "sqlite3", "ncurses", "systemd", "tar", "bash", "krb5", "gnutls", "libtiff");

    private Findings() {
    }

    /** All of an image, the severest first. */
    static List<ImageScanFinding> of(Digest image) {
        List<ImageScanFinding> findings = new ArrayList<>();
        int count = at(image, 0) % (MOST + 1);
        for (int index = 0; index < count; index++) {
            findings.add(finding(image, index));
        }
        findings.sort(Comparator.comparing((ImageScanFinding finding) -> SEVERITIES.indexOf(finding.severity()))
            .thenComparing(ImageScanFinding::name));
        return findings;
    }

    /** How many there are of each severity. */
    static Map<FindingSeverity, Integer> counts(List<ImageScanFinding> findings) {
        Map<FindingSeverity, Integer> counts = new TreeMap<>();
        findings.forEach((finding) -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    private static ImageScanFinding finding(Digest image, int index) {
        int severity = at(image, 1 + 2 * index);
        int which = at(image, 2 + 2 * index);
        String name = PACKAGES.get(which % PACKAGES.size());
        double score = List.of(9.8, 8.1, 5.9, 3.3, 0.0, 0.0).get(severity % SEVERITIES.size());
        return ImageScanFinding.builder()
            .name(String.format(Locale.ROOT, "SIMULATED-%04d-%02d", which * 256 + severity, index))
            .description(
                    "Simulated by the sandbox: no image was looked into, and " + name + " need not be in this one.")
            .severity(SEVERITIES.get(severity % SEVERITIES.size()))
            .attributes(attribute("package_name", name),
                    attribute("package_version", "1." + which % 10 + "." + severity % 10),
                    attribute("CVSS3_SCORE", String.format(Locale.ROOT, "%.1f", score)))
            .build();
    }

    private static Attribute attribute(String key, String value) {
        return Attribute.builder().key(key).value(value).build();
    }

    /** A byte of the digest, begun again from its start when it is used up. */
    private static int at(Digest image, int index) {
        int place = index * 2 % image.hex().length();
        return Integer.parseInt(image.hex().substring(place, place + 2), 16);
    }

}
