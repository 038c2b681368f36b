package dev.shipshape.localaws.oci.content;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.shipshape.localaws.oci.content.References.Kind;
import dev.shipshape.localaws.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Manifests and tags of one region. A tag is the name of at most one manifest; a manifest
 * may have many or none.
 */
public final class Images {

    /** 1 to 300 characters (ECR); which ones, the OCI specification says. */
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,299}");

    private final Store store;

    private final Shelf<Image> images;

    private final Tags tags;

    private final ImageStates states;

    private final References references;

    private final Repositories repositories;

    private final Layers layers;

    private final String region;

    private final Events events;

    private final Clock clock;

    Images(Store store, Tables tables, String region, Repositories repositories, Layers layers, Events events,
            Clock clock) {
        this.store = store;
        this.images = new Shelf<>(tables.images(), region);
        this.tags = new Tags(tables, region);
        this.states = new ImageStates(store, new Shelf<>(tables.states(), region), clock);
        this.references = new References(tables.references(), region);
        this.repositories = repositories;
        this.layers = layers;
        this.region = region;
        this.events = events;
        this.clock = clock;
    }

    /** What happened to each since its push. */
    public ImageStates states() {
        return this.states;
    }

    /** The image of this tag or digest. */
    public Optional<Image> find(String repository, String reference) {
        return this.store.inTransaction(() -> Digest.parse(reference)
            .or(() -> this.tags.find(repository, reference))
            .flatMap((digest) -> this.images.find(Image.key(repository, digest))));
    }

    /** All manifests of a repository, by digest. */
    public List<Image> in(String repository) {
        return this.store.inTransaction(() -> this.images.startingWith(repository + "@"));
    }

    /**
     * The manifests of a repository after this digest, by digest, each read when it is
     * asked for. To be consumed inside one transaction.
     */
    public Stream<Image> after(String repository, @Nullable String digest) {
        String last = repository + "@" + ((digest != null) ? digest : "");
        return this.images.keys(repository + "@")
            .stream()
            .filter((key) -> key.compareTo(last) > 0)
            .flatMap((key) -> this.images.find(key).stream());
    }

    /** Whether the repository has none. */
    public boolean isEmpty(String repository) {
        return this.store.inTransaction(() -> this.images.keys(repository + "@").isEmpty());
    }

    /** All tags of a repository, ascending. */
    public List<String> tags(String repository) {
        return this.store.inTransaction(() -> this.tags.in(repository));
    }

    /** The tags of one image, ascending. */
    public List<String> tags(Image image) {
        return this.store.inTransaction(() -> this.tags.of(image));
    }

    /** The manifests whose subject this digest is. */
    public List<Image> about(String repository, Digest subject) {
        return referring(repository, subject, Kind.SUBJECT);
    }

    /** The indexes that list this image. */
    public List<Image> indexesOf(Image image) {
        return referring(image.repository(), image.digest(), Kind.CHILD);
    }

    /** The images that have this blob as configuration or layer. */
    public List<Image> holding(String repository, Digest blob) {
        return referring(repository, blob, Kind.BLOB);
    }

    private List<Image> referring(String repository, Digest target, Kind kind) {
        return this.store.inTransaction(() -> this.references.to(repository, target, kind)
            .stream()
            .flatMap((digest) -> this.images.find(Image.key(repository, digest)).stream())
            .toList());
    }

    /** Whether some image of the repository has this blob as configuration or layer. */
    public boolean needs(String repository, Digest blob) {
        return this.store.inTransaction(() -> this.references.has(repository, blob, Kind.BLOB));
    }

    /** What a manifest refers to and its repository does not hold. */
    public List<Digest> missing(String repository, Manifest manifest) {
        return this.store.inTransaction(() -> {
            if (manifest.isIndex()) {
                return manifest.children()
                    .stream()
                    .map(Manifest.Descriptor::digest)
                    .filter((digest) -> this.images.find(Image.key(repository, digest)).isEmpty())
                    .toList();
            }
            return manifest.blobs()
                .stream()
                .map(Manifest.Descriptor::digest)
                .filter((digest) -> !this.layers.holds(repository, digest))
                .toList();
        });
    }

    /**
     * Keeps a manifest, and sets the tag if the reference is one. An image that lay in
     * the archive comes back with a push (Amazon ECR user guide, "Archiving an image").
     * @param reference a tag, or the content's digest
     * @param contentType what the client says that it is, or null
     * @throws OciError as the specification has them; TAG_INVALID with ECR's message if
     * the tag must stay where it is
     */
    public Image push(String repository, String reference, byte[] content, @Nullable String contentType) {
        boolean tagged = !reference.contains(":");
        Digest digest = tagged ? Digest.of(content) : digest(content, reference);
        return push(repository, digest, tagged ? List.of(reference) : List.of(), content, contentType);
    }

    /**
     * Keeps a manifest by its digest, and sets these tags in the same step (OCI
     * Distribution 1.2, "Pushing Manifests With Tags").
     */
    public Image push(String repository, String digest, List<String> tags, byte[] content,
            @Nullable String contentType) {
        return push(repository, digest(content, digest), tags, content, contentType);
    }

    /** Keeps a manifest of this digest, which is right, and tells of it. */
    private Image push(String repository, Digest digest, List<String> tags, byte[] content,
            @Nullable String contentType) {
        return this.store.inTransaction(() -> {
            tags.forEach((tag) -> checkTag(repository, tag, digest));
            this.repositories.require(repository);
            String mediaType = Manifest.read(content, contentType).mediaType();
            Image image = keep(new Image(repository, digest, mediaType, content, this.clock.instant()), tags);
            this.events.pushed(this.region, image);
            tags.forEach((tag) -> this.events.tagged(this.region, image, tag));
            return image;
        });
    }

    /**
     * Takes an image over from another region, which nobody is told of: replication does
     * not go on from here.
     * @throws OciError if a tag must stay where it is, or something is missing
     */
    public void receive(Image image, List<String> tags) {
        this.store.inTransaction(() -> {
            tags.forEach((tag) -> checkTag(image.repository(), tag, image.digest()));
            return keep(image.receivedAt(this.clock.instant()), tags);
        });
    }

    private Image keep(Image pushed, List<String> tags) {
        List<Digest> missing = missing(pushed.repository(), pushed.manifest());
        if (!missing.isEmpty()) {
            throw OciError.of(400, "MANIFEST_BLOB_UNKNOWN", "the manifest refers to what the repository does not hold",
                    missing);
        }
        Image image = this.images.find(pushed.key()).orElse(pushed);
        this.images.put(image.key(), image);
        this.references.add(image);
        this.states.pushed(image);
        tags.forEach((tag) -> this.tags.set(image, tag));
        return image;
    }

    /** The digest of the content by the reference's algorithm, which must be the same. */
    private static Digest digest(byte[] content, String reference) {
        return Digest.parse(reference)
            .filter((expected) -> expected.equals(Digest.of(content, expected.algorithm())))
            .orElseThrow(() -> OciError.digestInvalid(reference));
    }

    private void checkTag(String repository, String tag, Digest digest) {
        if (!TAG.matcher(tag).matches()) {
            throw OciError.of(400, "TAG_INVALID", "a tag has 1 to 300 letters, digits, dots, dashes and underscores",
                    tag);
        }
        boolean taken = find(repository, tag).filter((image) -> !image.digest().equals(digest)).isPresent();
        if (taken && keeps(repository, tag)) {
            throw OciError.of(400, "TAG_INVALID", immutable(repository, tag));
        }
    }

    /** Whether this tag, once set, stays with its image. */
    public boolean keeps(String repository, String tag) {
        return Repositories.keeps(this.repositories.require(repository), tag);
    }

    /** ECR's words for a tag that cannot be moved. */
    public static String immutable(String repository, String tag) {
        return "The image tag '" + tag + "' already exists in the '" + repository
                + "' repository and cannot be overwritten because the tag is immutable.";
    }

    /** The image for somebody who pulls; one in the archive is not there for that. */
    public Optional<Image> pullable(String repository, String reference) {
        return this.store.inTransaction(() -> find(repository, reference).filter(this.states::isPullable));
    }

    /** Like {@link #pullable}, and the pull is written down. */
    public Optional<Image> pull(String repository, String reference) {
        return this.store.inTransaction(() -> {
            Optional<Image> image = pullable(repository, reference);
            image.ifPresent(this.states::pulled);
            return image;
        });
    }

    /**
     * Takes the tag off its image; with the last tag the image goes too, as with ECR
     * (BatchDeleteImage), unless an index lists it.
     */
    public void untag(String repository, String tag) {
        this.store.inTransaction(() -> {
            Image image = find(repository, tag).orElseThrow();
            if (tags(image).size() == 1 && indexesOf(image).isEmpty()) {
                delete(image);
            }
            else {
                this.tags.remove(image, tag);
            }
        });
    }

    /**
     * Deletes the manifest with all its tags.
     * @throws OciError UNSUPPORTED if an index lists it: that one has to go first
     */
    public void delete(Image image) {
        this.store.inTransaction(() -> {
            List<Digest> indexes = indexesOf(image).stream().map(Image::digest).toList();
            if (!indexes.isEmpty()) {
                throw OciError.of(405, "UNSUPPORTED", "Requested image referenced by manifest list: " + indexes);
            }
            this.events.deleted(this.region, image);
            tags(image).forEach((tag) -> this.tags.remove(image, tag));
            this.references.remove(image);
            this.states.remove(image);
            this.images.remove(image.key());
        });
    }

    void removeAll(String repository) {
        this.tags.removeAll(repository);
        this.states.removeAll(repository);
        this.references.removeAll(repository);
        this.images.keys(repository + "@").forEach(this.images::remove);
    }

}
