package dev.shipshape.localaws.oci.content;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/** A state file of the time when one registry served all regions is brought over. */
class OldStateTests {

    private static final byte[] MANIFEST = "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_8);

    private static final Digest DIGEST = Digest.of(MANIFEST);

    @Test
    void whatWasThereIsInTheRegionOfItsArn(@TempDir Path directory) {
        try (Store store = Store.open(directory.resolve("state.mv"))) {
            write(store, "team/web", "us-east-1");
            write(store, "abroad", "eu-west-1");
        }
        for (int start = 0; start < 2; start++) {
            try (Store store = Store.open(directory.resolve("state.mv"));
                    Registries registries = new Registries(directory, store, Clock.systemUTC())) {
                assertThat(registries.in("us-east-1").repositories().names()).containsExactly("team/web");
                assertThat(registries.in("eu-west-1").repositories().names()).containsExactly("abroad");
                assertThat(registries.in("us-east-1").images().find("team/web", "1")).hasValueSatisfying((image) -> {
                    assertThat(image.digest()).isEqualTo(DIGEST);
                    assertThat(image.content()).isEqualTo(MANIFEST);
                });
                assertThat(registries.in("us-east-1").images().tags("team/web")).containsExactly("1");
                assertThat(registries.in("us-east-1").images().in("abroad")).isEmpty();
                assertThat(registries.in("us-east-1").images().find("team/web", "1")).hasValueSatisfying(
                        (image) -> assertThat(registries.in("us-east-1").images().tags(image)).containsExactly("1"));
                assertThat(registries.all()).extracting(Registry::region).containsExactly("eu-west-1", "us-east-1");
            }
        }
    }

    private static void write(Store store, String name, String region) {
        Table<Repository> repositories = store.table("ecr.repositories", Repository::builder);
        Table<Image> images = store.records("registry.images", Image.class);
        Table<Tags.Tag> tags = store.records("registry.tags", Tags.Tag.class);
        store.inTransaction(() -> {
            repositories.put(name,
                    Repository.builder()
                        .repositoryName(name)
                        .repositoryArn("arn:aws:ecr:" + region + ":123456789012:repository/" + name)
                        .imageTagMutability(ImageTagMutability.MUTABLE)
                        .build());
            images.put(name + "@" + DIGEST,
                    new Image(name, DIGEST, Manifest.OCI_INDEX, MANIFEST, Instant.parse("2026-02-03T04:05:06Z")));
            tags.put(name + ":1", new Tags.Tag(name, "1", DIGEST));
        });
    }

}
