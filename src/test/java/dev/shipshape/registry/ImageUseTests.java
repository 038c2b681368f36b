package dev.shipshape.registry;

import java.time.Instant;
import java.util.List;

import dev.shipshape.registry.spi.ImageUsers.ImageUser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who uses which image: by tag, by digest, through an index, and by what really runs. */
class ImageUseTests {

    private static final String URI = "localhost:4566/shop";

    private final Image index = image("sha256:index", List.of("latest", "v1"), "sha256:amd", "sha256:arm");

    private final Image amd = image("sha256:amd", List.of());

    private final Image arm = image("sha256:arm", List.of());

    private final Image old = image("sha256:old", List.of());

    private final List<Image> all = List.of(this.index, this.amd, this.arm, this.old);

    @Test
    void anImageIsMeantByTagByDigestAndByNoTagAsLatest() {
        assertThat(using(URI, null).of("sha256:index")).hasSize(1);
        assertThat(using(URI + ":v1", null).of("sha256:index")).hasSize(1);
        assertThat(using(URI + "@sha256:index", null).of("sha256:index")).hasSize(1);
        assertThat(using(URI + ":v2", null).byDigest()).isEmpty();
        assertThat(using(URI + ":v1@sha256:else", null).byDigest()).isEmpty();
    }

    @Test
    void whoUsesAnIndexUsesItsParts() {
        assertThat(using(URI + ":v1", null).of("sha256:arm")).hasSize(1);
        assertThat(using(URI + ":v1", null).of("sha256:old")).isEmpty();
    }

    @Test
    void whoUsesAPartUsesTheIndexWithWhichItWouldGo() {
        ImageUse.Uses uses = using(URI + "@sha256:arm", null);
        assertThat(uses.of("sha256:arm")).hasSize(1);
        assertThat(uses.of("sha256:index")).hasSize(1);
        assertThat(uses.of("sha256:amd")).isEmpty();
    }

    @Test
    void whatRunsIsUsedAlsoAfterItsTagHasMoved() {
        ImageUse.Uses uses = using(URI + ":v1", "sha256:old");
        assertThat(uses.of("sha256:old")).hasSize(1);
        assertThat(uses.of("sha256:index")).isEmpty();
    }

    private ImageUse.Uses using(String image, @Nullable String digest) {
        return ImageUse.Uses.of(this.all,
                new ImageUse.Users(List.of(new ImageUser("task", "abc", "/page", image, digest)), null));
    }

    private static Image image(String digest, List<String> tags, String... parts) {
        return new Image(digest, tags, 1, Instant.EPOCH, null, "application/vnd.oci.image.manifest.v1+json", null, null,
                false, ScanSummary.NONE, List.of(),
                List.of(parts).stream().map((part) -> new ImageIndex.Part(part, null, null)).toList());
    }

}
