package dev.shipshape.localaws.engine.containers.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.LoadResponseItem;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.shipshape.localaws.engine.ImageName;
import dev.shipshape.localaws.engine.ImageSource;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.daemon.Trouble;
import dev.shipshape.localaws.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Brings images to the container engine: those of our own registry as an archive of their
 * blobs, which needs no setting of the engine (no insecure registry, no login); any other
 * by the engine's own pull.
 */
public final class Images {

    private final Daemon daemon;

    private final Labels labels;

    private final Store store;

    private final ImageSource own;

    /** One load of an image at a time, whoever wants it; by the image's name. */
    private final Map<String, Object> wanted = new ConcurrentHashMap<>();

    /** Images of this registry and of others, for this engine. */
    public Images(Daemon daemon, Labels labels, Store store, ImageSource own) {
        this.daemon = daemon;
        this.labels = labels;
        this.store = store;
        this.own = own;
    }

    /**
     * What to pull.
     *
     * @param image the image as the task definition names it
     * @param region the region of the task
     * @param architecture the processor that the task definition asks for, or null
     * @param login who pulls, or null
     */
    public record Order(String image, String region, @Nullable String architecture, @Nullable AuthConfig login) {
    }

    /**
     * An image that is there.
     *
     * @param name what containers are made from
     * @param digest the digest of what was asked for, or null if the engine knows none
     */
    public record Pulled(String name, @Nullable String digest) {
    }

    /**
     * Has the engine get an image.
     * @param cancelled whether nobody wants it any more
     * @throws CannotPull if it cannot be had
     */
    public Pulled pull(Order order, BooleanSupplier cancelled) {
        Optional<ImageName> ours = ImageName.inOurRegistry(order.image());
        try {
            return ours.isPresent() ? load(order, ours.get(), cancelled) : pullElsewhere(order, cancelled);
        }
        catch (DockerException | UncheckedIOException ex) {
            throw new CannotPull(order.image(), Trouble.words(ex));
        }
    }

    private Pulled load(Order order, ImageName name, BooleanSupplier cancelled) {
        String architecture = (order.architecture() != null) ? order.architecture() : this.daemon.info().architecture();
        String region = name.region(order.region());
        ImageSource.Files files = this.store
            .inTransaction(() -> this.own.files(region, name.repository(), name.reference(), architecture))
            .orElseThrow(() -> new CannotPull(order.image(), order.image() + ": not found"));
        String local = this.labels.images() + name.repository() + ":"
                + files.manifest().replace("sha256:", "").substring(0, 32);
        load(local, () -> DockerArchive.of(files, local), cancelled);
        return new Pulled(local, files.digest());
    }

    /** The image that holds a task's network. */
    public String pause() {
        String name = this.labels.images() + "pause:1";
        load(name, () -> new PauseImage(this.daemon.info().architecture()).archive(name), () -> false);
        return name;
    }

    /** Whether an image of ours, by its name at the engine, is wanted by a task. */
    public boolean isWanted(String name) {
        return this.wanted.containsKey(name);
    }

    /** Nobody wants any image any more. */
    public void clear() {
        this.wanted.clear();
    }

    private interface Archive {

        InputStream open();

    }

    private void load(String name, Archive archive, BooleanSupplier cancelled) {
        synchronized (this.wanted.computeIfAbsent(name, (key) -> new Object())) {
            if (find(name).isPresent()) {
                return;
            }
            try (InputStream stream = archive.open()) {
                Transfer<LoadResponseItem> transfer = new Transfer<>();
                this.daemon.client().loadImageAsyncCmd(stream).exec(transfer);
                transfer.await(cancelled);
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
            if (find(name).isEmpty()) {
                throw new CannotPull(name, "the container engine did not take it");
            }
        }
    }

    private Optional<InspectImageResponse> find(String name) {
        try {
            return Optional.of(this.daemon.client().inspectImageCmd(name).exec());
        }
        catch (NotFoundException ex) {
            return Optional.empty();
        }
    }

    /** As the ECS agent does: what is there already is used if the pull fails. */
    private Pulled pullElsewhere(Order order, BooleanSupplier cancelled) {
        String name = withTag(order.image());
        RuntimeException trouble = null;
        try {
            PullImageCmd pull = this.daemon.client().pullImageCmd(name);
            if (order.architecture() != null) {
                pull.withPlatform("linux/" + order.architecture());
            }
            if (order.login() != null) {
                pull.withAuthConfig(order.login());
            }
            Transfer<PullResponseItem> transfer = new Transfer<>();
            pull.exec(transfer);
            transfer.await(cancelled);
        }
        catch (DockerException | UncheckedIOException ex) {
            trouble = ex;
        }
        Optional<InspectImageResponse> image = find(name);
        if (image.isEmpty()) {
            throw new CannotPull(canonical(order.image()),
                    (trouble != null) ? Trouble.words(trouble) : "the container engine did not get it");
        }
        return new Pulled(name, digest(image.get()));
    }

    private static @Nullable String digest(InspectImageResponse image) {
        List<String> digests = image.getRepoDigests();
        return (digests == null || digests.isEmpty()) ? null
                : digests.get(0).substring(digests.get(0).indexOf('@') + 1);
    }

    /** Without a tag an engine would pull every one. */
    private static String withTag(String image) {
        boolean named = image.contains("@") || image.substring(image.lastIndexOf('/') + 1).contains(":");
        return named ? image : image + ":latest";
    }

    /** The whole name, as ECS's messages have it. */
    private static String canonical(String image) {
        String name = withTag(image);
        String first = name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return name;
        }
        return "docker.io/" + (name.contains("/") ? name : "library/" + name);
    }

}
