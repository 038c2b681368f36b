package dev.shipshape.registry;

import java.util.Map;
import java.util.TreeMap;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the push commands are made for.
 *
 * @param platform what the image is built for; said in every build, because an Apple
 * processor would otherwise build what most tasks cannot run
 * @param tag the image's tag: 1 to 128 letters, digits, {@code . _ -} (Docker's rule; ECR
 * would take 300)
 */
record PushChoice(@Pattern(regexp = "linux/(amd64|arm64)", message = "Choose one of the platforms.") String platform,
        @Pattern(regexp = "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}",
                message = "A tag has 1 to 128 letters, digits and . _ -, and begins with none of . and -.") String tag) {

    static final Map<String, String> PLATFORMS = new TreeMap<>(
            Map.of("linux/amd64", "linux/amd64 (x86)", "linux/arm64", "linux/arm64 (Graviton)"));

    PushChoice(@Nullable String platform, @Nullable String tag) {
        this.platform = (platform != null) ? platform : "linux/amd64";
        this.tag = (tag != null) ? tag.strip() : "latest";
    }

}
