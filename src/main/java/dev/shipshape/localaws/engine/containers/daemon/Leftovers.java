package dev.shipshape.localaws.engine.containers.daemon;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.Network;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what this endpoint left at the container engine: of tasks that are gone, of a
 * process that was killed, of what a reset forgot. Only what carries this endpoint's
 * label is looked at.
 */
public final class Leftovers {

    private static final Logger logger = LoggerFactory.getLogger(Leftovers.class);

    private final Daemon daemon;

    private final Labels labels;

    /** What carries these labels at this engine. */
    public Leftovers(Daemon daemon, Labels labels) {
        this.daemon = daemon;
        this.labels = labels;
    }

    /** What of this endpoint is there. */
    public List<Container> containers() {
        return client().listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(this.labels.shared())
            .exec()
            .stream()
            .filter((container) -> isOurs(container.getLabels()))
            .toList();
    }

    /**
     * Removes what belongs to no task that is to stay, and the images that nothing uses.
     * @param stays whether the task of this ARN goes on
     * @param wanted whether an image of this name is about to be used
     * @param shared whether volumes that tasks share go too
     */
    public void remove(Predicate<String> stays, Predicate<String> wanted, boolean shared) {
        List<Container> all = containers();
        Set<String> images = all.stream()
            .filter((container) -> isOf(container.getLabels().get(Labels.TASK), stays))
            .map(Container::getImage)
            .collect(Collectors.toSet());
        // First those that use the network of another.
        all.stream()
            .filter((container) -> !isOf(container.getLabels().get(Labels.TASK), stays))
            .sorted((first, second) -> Boolean.compare(isHolder(first), isHolder(second)))
            .forEach((container) -> quietly(() -> client().removeContainerCmd(container.getId())
                .withForce(true)
                .withRemoveVolumes(true)
                .exec()));
        for (Network network : client().listNetworksCmd().withFilter("label", List.of(this.labels.filter())).exec()) {
            if (isOurs(network.getLabels()) && !isOf(network.getLabels().get(Labels.TASK), stays)) {
                quietly(() -> client().removeNetworkCmd(network.getId()).exec());
            }
        }
        List<InspectVolumeResponse> volumes = client().listVolumesCmd()
            .withFilter("label", List.of(this.labels.filter()))
            .exec()
            .getVolumes();
        for (InspectVolumeResponse volume : (volumes != null) ? volumes : List.<InspectVolumeResponse>of()) {
            if (!isOurs(volume.getLabels())) {
                continue;
            }
            String task = volume.getLabels().get(Labels.TASK);
            if ((task == null) ? shared : !isOf(task, stays)) {
                quietly(() -> client().removeVolumeCmd(volume.getName()).exec());
            }
        }
        removeImages((name) -> images.contains(name) || wanted.test(name));
    }

    private void removeImages(Predicate<String> used) {
        for (Image image : client().listImagesCmd().exec()) {
            String[] names = image.getRepoTags();
            for (String name : (names != null) ? names : new String[0]) {
                if (name.startsWith(this.labels.images()) && !used.test(name)) {
                    quietly(() -> client().removeImageCmd(name).exec());
                }
            }
        }
    }

    /** Looked at here too: a filter that an engine does not know would let all pass. */
    private boolean isOurs(@Nullable Map<String, String> labelled) {
        return labelled != null && this.labels.endpoint().equals(labelled.get(Labels.ENDPOINT));
    }

    private static boolean isHolder(Container container) {
        return String.valueOf(container.getLabels().get(Labels.CONTAINER)).startsWith("~");
    }

    private static boolean isOf(@Nullable String task, Predicate<String> stays) {
        return task != null && stays.test(task);
    }

    private DockerClient client() {
        return this.daemon.client();
    }

    private static void quietly(Runnable removal) {
        try {
            removal.run();
        }
        catch (RuntimeException ex) {
            logger.debug("Something could not be removed from the container engine", ex);
        }
    }

}
