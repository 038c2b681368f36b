package dev.shipshape.registry.images;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.shipshape.registry.Image;
import dev.shipshape.registry.ScanSummary;
import dev.shipshape.registry.spi.ImageUsers.ImageUser;
import dev.shipshape.web.Download;
import org.jspecify.annotations.Nullable;

/**
 * An image in a repository's list, with the branches that hang on it.
 *
 * @param digest its digest
 * @param tags its tags
 * @param bytes its compressed size; of an index that of its largest part
 * @param pushedAt when it was pushed
 * @param pulledAt when it was pulled last; null for never
 * @param kind what it is, such as {@code index}
 * @param platforms the platforms that are known of it
 * @param parts what an index names, and what is about it
 * @param scan what its last scan says
 * @param archived whether it lies in the archive
 * @param users the task definitions and tasks that use it
 */
public record ImageRow(String digest, List<String> tags, long bytes, Instant pushedAt, @Nullable Instant pulledAt,
        String kind, List<String> platforms, List<ImagePart> parts, ScanSummary scan, boolean archived,
        List<ImageUser> users) {

    static final Map<String, Comparator<ImageRow>> ORDERS = Map.of("size", Comparator.comparing(ImageRow::bytes),
            "pushed", Comparator.comparing(ImageRow::pushedAt), "pulled",
            Comparator.comparing((row) -> (row.pulledAt() != null) ? row.pulledAt() : Instant.EPOCH), "tags",
            Comparator.comparing((row) -> row.tags().toString()));

    static ImageRow of(Image image, List<ImagePart> parts, List<ImageUser> users) {
        return new ImageRow(image.digest(), image.tags(), image.bytes(), image.pushedAt(), image.pulledAt(),
                ImageKind.of(image), image.platforms(), parts, image.scan(), image.archived(), users);
    }

    /** Whether it is an index. */
    public boolean index() {
        return this.kind.equals("index");
    }

    /** What it is called: its first tag, else its digest in short. */
    public String label() {
        return this.tags.isEmpty() ? Image.brief(this.digest) : this.tags.get(0);
    }

    /** What hangs on it in words, such as {@code 2 platforms, 2 attestations}. */
    public String branches() {
        String platforms = counted("platform", this.parts.stream().filter(ImagePart::platform).count());
        String others = counted("attestation or artifact",
                this.parts.stream().filter((part) -> !part.platform()).count());
        return (platforms.isEmpty() || others.isEmpty()) ? platforms + others : platforms + ", " + others;
    }

    private static String counted(String noun, long count) {
        if (count == 0) {
            return "";
        }
        return count + " "
                + ((count == 1) ? noun : noun.equals("platform") ? "platforms" : "attestations or artifacts");
    }

    /**
     * Images as a file.
     * @param used whether it is known who uses them; else nothing is said of it
     */
    static Download file(String name, List<ImageRow> rows, boolean used) {
        Map<String, Function<ImageRow, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("tags", (row) -> String.join(" ", row.tags()));
        columns.put("digest", ImageRow::digest);
        columns.put("kind", ImageRow::kind);
        columns.put("platforms", (row) -> String.join(" ", row.platforms()));
        columns.put("bytes", ImageRow::bytes);
        columns.put("pushed", ImageRow::pushedAt);
        columns.put("pulled", ImageRow::pulledAt);
        columns.put("vulnerabilities", (row) -> row.scan().words());
        if (used) {
            columns.put("users", (row) -> String.join(" ", row.users().stream().map(ImageUser::label).toList()));
        }
        return Download.of(name, rows, columns);
    }

    /** What the list's filter looks at. */
    Map<String, String> facts() {
        return Map.of("tag", String.join(" ", this.tags), "digest",
                this.digest + " " + String.join(" ", this.parts.stream().map(ImagePart::digest).toList()), "platform",
                String.join(" ", this.platforms), "kind", this.kind, "tagged", this.tags.isEmpty() ? "no" : "yes",
                "scan", this.scan.words(), "used", this.users.isEmpty() ? "no"
                        : "yes " + String.join(" ", this.users.stream().map(ImageUser::label).toList()));
    }

}
