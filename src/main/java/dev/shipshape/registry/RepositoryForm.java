package dev.shipshape.registry;

import java.util.Objects;

import dev.shipshape.web.TagLines;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is typed into the form for a new repository. The name's rule is that of
 * CreateRepository (ECR API reference).
 *
 * @param name the repository's name
 * @param immutable whether a tag, once pushed, stays with its image
 * @param scanned whether images are scanned when they are pushed
 * @param tags a line each, {@code key=value}
 * @param encryption how images are encrypted; it can never be changed
 * @param kmsKey the key, where encryption is by KMS; empty for AWS's own
 */
record RepositoryForm(
        @Size(min = 2, max = 256, message = "A name has 2 to 256 characters.") @Pattern(
                regexp = "([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*)?",
                message = "A name has small letters and digits, between them single . _ - and /.") String name,
        @Nullable Boolean immutable, @Nullable Boolean scanned, String tags, String encryption, String kmsKey) {

    /** What a client leaves out counts as left empty. */
    RepositoryForm {
        name = Objects.requireNonNullElse(name, "");
        tags = Objects.requireNonNullElse(tags, "");
        encryption = Objects.requireNonNullElse(encryption, "AES256");
        kmsKey = Objects.requireNonNullElse(kmsKey, "").strip();
    }

    static RepositoryForm empty() {
        return new RepositoryForm("", false, false, "", "AES256", "");
    }

    NewRepository repository() {
        return new NewRepository(this.name, Boolean.TRUE.equals(this.immutable), Boolean.TRUE.equals(this.scanned),
                TagLines.parse("tags", this.tags), this.encryption, this.kmsKey);
    }

}
