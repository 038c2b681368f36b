package dev.shipshape.localaws.oci;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A registry's host name as ECR has it, and as it resolves to loopback. */
final class RegistryHost {

    private static final Pattern NAME = Pattern
        .compile("\\d{12}\\.dkr[.-]ecr\\.([a-z0-9-]+)\\.(?:localhost|amazonaws\\.com(?:\\.cn)?)(?::\\d+)?");

    private RegistryHost() {
    }

    /**
     * The region in the host's name, such as
     * {@code 123456789012.dkr.ecr.eu-west-1.localhost:4566}.
     */
    static Optional<String> region(@Nullable String host) {
        Matcher name = NAME.matcher((host != null) ? host.toLowerCase(Locale.ROOT) : "");
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

}
