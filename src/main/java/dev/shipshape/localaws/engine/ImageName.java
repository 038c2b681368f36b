package dev.shipshape.localaws.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image in the sandbox's registry: on ECR's host name of this account, or
 * on loopback.
 *
 * @param host the registry's host and port
 * @param repository the repository
 * @param reference the tag, {@code latest} when none is given, or the digest
 */
public record ImageName(String host, String repository, String reference) {

    private static final Pattern REGIONAL = Pattern
        .compile("\\d{12}\\.dkr[.-]ecr\\.([a-z0-9-]+)\\.(?:localhost|amazonaws\\.com(?:\\.cn)?)(?::\\d+)?");

    private static final Pattern OURS = Pattern
        .compile("(\\d{12}\\.dkr[.-]ecr\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?(?::\\d+)?"
                + "|(?:localhost|[a-z0-9.-]+\\.localhost|127\\.0\\.0\\.1)(?::\\d+)?)"
                + "/([^:@]+)(?::([^:@]+))?(?:@(sha256:[0-9a-f]{64}))?");

    /** The parsed name; empty when the image lies in another registry. */
    public static Optional<ImageName> inOurRegistry(String image) {
        Matcher name = OURS.matcher(image);
        if (!name.matches()) {
            return Optional.empty();
        }
        String reference = (name.group(3) != null) ? name.group(3) : "latest";
        return Optional
            .of(new ImageName(name.group(1), name.group(2), (name.group(4) != null) ? name.group(4) : reference));
    }

    /**
     * The region whose registry is meant: the host's, or else the one of the task that
     * pulls.
     */
    public String region(String pulling) {
        Matcher regional = REGIONAL.matcher(this.host);
        return regional.matches() ? regional.group(1) : pulling;
    }

}
