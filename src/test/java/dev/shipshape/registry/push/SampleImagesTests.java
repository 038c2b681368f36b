package dev.shipshape.registry.push;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SampleImagesTests {

    @Test
    void theSameImageHasTheSameDigestEachTime() {
        assertThat(SampleImages.web().digest()).isEqualTo(SampleImages.web().digest())
            .isNotEqualTo(SampleImages.database().digest());
    }

    @Test
    void eachImageIsForTwoProcessors() {
        for (OciImage image : SampleImages.all()) {
            JsonNode index = json(image.index());
            assertThat(index.at("/manifests/0/platform/architecture").asString()).isEqualTo("amd64");
            assertThat(index.at("/manifests/1/platform/architecture").asString()).isEqualTo("arm64");
            assertThat(index.at("/manifests/1/digest").asString()).isEqualTo(image.manifests().get(1).digest());
        }
    }

    @Test
    void theConfigurationNamesTheLayersAsTheyAreUnpacked() throws Exception {
        OciImage web = SampleImages.web();
        JsonNode config = json(web.blobs().get(2));
        for (int layer = 0; layer < 2; layer++) {
            byte[] tar = unpacked(web.blobs().get(layer));
            assertThat(config.at("/rootfs/diff_ids/" + layer).asString())
                .isEqualTo("sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tar)));
        }
    }

    @Test
    void theWebSampleHoldsItsPage() throws Exception {
        byte[] tar = unpacked(SampleImages.web().blobs().get(1));
        String text = new String(tar, StandardCharsets.US_ASCII);
        assertThat(text).startsWith("srv/www/index.html\0").contains("<h1>All shipshape</h1>");
        assertThat(text.substring(257, 265)).isEqualTo("ustar\00000");
        assertThat(tar.length % 512).isZero();
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += (i >= 148 && i < 156) ? ' ' : tar[i];
        }
        assertThat(Integer.parseInt(text.substring(148, 154), 8)).isEqualTo(sum);
    }

    @Test
    void aLayoutIsWritten(@TempDir Path directory) throws Exception {
        OciImage image = SampleImages.database();
        image.writeLayout(directory);
        assertThat(directory.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
        JsonNode index = JsonMapper.shared().readTree(Files.readString(directory.resolve("index.json")));
        String digest = index.at("/manifests/0/digest").asString();
        assertThat(digest).isEqualTo(image.digest());
        assertThat(directory.resolve("blobs").resolve(digest.replace(':', '/')))
            .hasBinaryContent(image.index().content());
        assertThat(directory.resolve("blobs/sha256").toFile().list()).hasSize(7);
    }

    private static JsonNode json(OciImage.Part part) {
        return JsonMapper.shared().readTree(part.content());
    }

    private static byte[] unpacked(OciImage.Part layer) throws Exception {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(layer.content()))) {
            return in.readAllBytes();
        }
    }

}
