package dev.shipshape.localaws.ecr.registry;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A registry that a pull-through cache rule may name (ECR API reference,
 * CreatePullThroughCacheRule).
 *
 * @param registry its kind, by AWS's name
 * @param url what its address looks like
 * @param needsCredential whether it gives nothing without a password
 */
record Upstream(String registry, Pattern url, boolean needsCredential) {

    private static final List<Upstream> ALL = List.of(of("ecr-public", "public\\.ecr\\.aws", false),
            of("quay", "quay\\.io", false), of("k8s", "registry\\.k8s\\.io", false),
            of("docker-hub", "registry-1\\.docker\\.io", true), of("github-container-registry", "ghcr\\.io", true),
            of("gitlab-container-registry", "registry\\.gitlab\\.com", true),
            of("azure-container-registry", "[a-z0-9]+\\.azurecr\\.io", true), of("chainguard", "cgr\\.dev", true),
            of("ecr", "[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?", false));

    private static Upstream of(String registry, String url, boolean needsCredential) {
        return new Upstream(registry, Pattern.compile("(?:https://)?" + url + "/?"), needsCredential);
    }

    /** All kinds. */
    static List<String> kinds() {
        return ALL.stream().map(Upstream::registry).sorted().toList();
    }

    /** The one of this address, if AWS knows it. */
    static Optional<Upstream> at(String url) {
        return ALL.stream().filter((upstream) -> upstream.url.matcher(url).matches()).findFirst();
    }

}
