package dev.shipshape.localaws.ecr.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.ImageState;
import dev.shipshape.localaws.oci.content.Images;
import dev.shipshape.localaws.oci.content.Registry;

/**
 * What a policy does to the images of a repository at a moment (Amazon ECR user guide,
 * "How lifecycle policies work"): the rules are applied from the lowest priority on; an
 * image that fits the tags of a rule is left alone by all later ones, which count it all
 * the same; what a manifest list refers to stays as long as that list.
 */
final class Evaluation {

    private final Instant now;

    private final List<Candidate> candidates = new ArrayList<>();

    private Evaluation(Images images, String repository, Instant now) {
        this.now = now;
        for (Image image : images.in(repository)) {
            if (images.indexesOf(image).isEmpty() && image.manifest().subject() == null) {
                this.candidates.add(new Candidate(image, images.tags(image), images.states().of(image)));
            }
        }
    }

    /**
     * An image to which something happens.
     *
     * @param image the image
     * @param tags its tags
     * @param rule the rule that applies to it
     */
    record Hit(Image image, List<String> tags, LifecycleRule rule) {

    }

    private record Candidate(Image image, List<String> tags, ImageState state) {

        boolean isArchived(Instant now) {
            return this.state.status(now) == ImageState.Status.ARCHIVED;
        }

        /** When it came, or came back from the archive. */
        Instant since() {
            Instant back = this.state.activeFrom();
            return (back != null) ? back : this.image.pushedAt();
        }

        Instant pulled() {
            Instant pulled = this.state.pulledAt();
            return (pulled != null && pulled.isAfter(since())) ? pulled : since();
        }

    }

    /** What happens, in the order of the rules, each time the oldest image first. */
    static List<Hit> of(Images images, String repository, LifecyclePolicy policy, Instant now) {
        return new Evaluation(images, repository, now).apply(policy);
    }

    private List<Hit> apply(LifecyclePolicy policy) {
        List<Hit> hits = new ArrayList<>();
        Set<Digest> taken = new HashSet<>();
        for (LifecycleRule rule : policy.rules()) {
            List<Candidate> fitting = this.candidates.stream()
                .filter((candidate) -> candidate.isArchived(this.now) == rule.archived())
                .filter((candidate) -> rule.isAbout(candidate.tags()))
                .sorted(Comparator.comparing(Candidate::since).thenComparing((candidate) -> candidate.image().digest()))
                .toList();
            chosen(rule, fitting).stream()
                .filter((candidate) -> !taken.contains(candidate.image().digest()))
                .forEach((candidate) -> hits.add(new Hit(candidate.image(), candidate.tags(), rule)));
            fitting.forEach((candidate) -> taken.add(candidate.image().digest()));
        }
        return hits;
    }

    private List<Candidate> chosen(LifecycleRule rule, List<Candidate> oldestFirst) {
        Instant limit = this.now.minus(Duration.ofDays(rule.number()));
        return switch (rule.count()) {
            case IMAGE_COUNT_MORE_THAN -> oldestFirst.subList(0, Math.max(0, oldestFirst.size() - rule.number()));
            case SINCE_IMAGE_PUSHED ->
                oldestFirst.stream().filter((candidate) -> candidate.since().isBefore(limit)).toList();
            case SINCE_IMAGE_PULLED ->
                oldestFirst.stream().filter((candidate) -> candidate.pulled().isBefore(limit)).toList();
            case SINCE_IMAGE_TRANSITIONED -> oldestFirst.stream().filter((candidate) -> {
                Instant archived = candidate.state().archivedAt();
                return archived != null && archived.isBefore(limit);
            }).toList();
        };
    }

    /** Does what was found, and with an image deletes what is about it. */
    static void carryOut(Registry registry, List<Hit> hits) {
        for (Hit hit : hits) {
            if (hit.rule().action() == LifecycleRule.Action.TRANSITION) {
                registry.images().states().archive(hit.image());
            }
            else {
                delete(registry, hit.image());
            }
        }
    }

    private static void delete(Registry registry, Image image) {
        List<Image> about = registry.images().about(image.repository(), image.digest());
        registry.delete(image);
        about.stream()
            .filter((artifact) -> registry.images()
                .find(artifact.repository(), artifact.digest().toString())
                .isPresent())
            .filter((artifact) -> registry.images().indexesOf(artifact).isEmpty())
            .forEach((artifact) -> delete(registry, artifact));
    }

}
