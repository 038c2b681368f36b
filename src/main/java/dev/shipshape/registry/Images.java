package dev.shipshape.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.NotFound;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Reads the images of a repository, with the platforms that indexes tell. */
@Component
public class Images {

    /** BatchGetImage takes 100 a call (ECR API reference). */
    private static final int A_CALL = 100;

    /** DescribeImages answers with up to 1,000 a page (ECR API reference). */
    private static final int A_PAGE = 1_000;

    private static final List<String> INDEXES = List.of("application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    private final AwsClients clients;

    private final SharedReads reads;

    /** A digest names its content for ever, so what an index says can be kept. */
    private final Cache<String, ImageIndex> indexes = Caffeine.newBuilder()
        .maximumSize(20_000)
        .expireAfterAccess(6, TimeUnit.HOURS)
        .build();

    Images(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * The images of a repository, the one pushed last first, an index before its parts;
     * may be two seconds old.
     */
    public List<Image> in(Connection connection, Repository repository) {
        return this.reads.shared(connection, "images " + repository.name(), () -> read(connection, repository.name()));
    }

    /**
     * The image of this digest or tag; may be two seconds old.
     * @throws NotFound if there is none
     */
    public Image named(Connection connection, Repository repository, String reference) {
        return in(connection, repository).stream()
            .filter((image) -> image.isCalled(reference))
            .findFirst()
            .orElseThrow(() -> new NotFound("image", reference));
    }

    /** The same, asked of AWS now; none where the repository is gone. */
    public List<Image> now(Connection connection, String repository) {
        return this.reads.fresh(() -> {
            try {
                return read(connection, repository);
            }
            catch (RepositoryNotFoundException ex) {
                return List.of();
            }
        });
    }

    private List<Image> read(Connection connection, String repository) {
        DescribeImagesRequest request = DescribeImagesRequest.builder()
            .repositoryName(repository)
            .maxResults(A_PAGE)
            .build();
        List<Image> images = this.clients.ecr(connection)
            .describeImagesPaginator(request)
            .imageDetails()
            .stream()
            .map(Image::of)
            .sorted(Comparator.comparing(Image::pushedAt)
                .thenComparing((image) -> image.index() || !image.tags().isEmpty())
                .reversed()
                .thenComparing(Image::digest))
            .toList();
        return withPlatforms(images, indexes(connection, repository, images));
    }

    /** What an index says of its parts is known of the parts too. */
    private static List<Image> withPlatforms(List<Image> images, Map<String, ImageIndex> indexes) {
        Map<String, String> ofParts = indexes.values()
            .stream()
            .flatMap((index) -> index.platforms().entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
        return images.stream().map((image) -> {
            ImageIndex index = indexes.get(image.digest());
            if (index != null) {
                return image.on(index.platforms().values().stream().distinct().sorted().toList(), index.parts());
            }
            return image.on(Optional.ofNullable(ofParts.get(image.digest())).stream().toList(), List.of());
        }).toList();
    }

    private Map<String, ImageIndex> indexes(Connection connection, String repository, List<Image> images) {
        List<String> wanted = images.stream().filter(Image::index).map(Image::digest).toList();
        List<String> unknown = wanted.stream().filter((digest) -> this.indexes.getIfPresent(digest) == null).toList();
        Map<String, ImageIndex> known = new HashMap<>(this.indexes.getAllPresent(wanted));
        this.reads.each(batches(unknown), (batch) -> asked(connection, repository, batch)).forEach(known::putAll);
        this.indexes.putAll(known);
        return known;
    }

    private Map<String, ImageIndex> asked(Connection connection, String repository, List<ImageIdentifier> ids) {
        BatchGetImageRequest request = BatchGetImageRequest.builder()
            .repositoryName(repository)
            .imageIds(ids)
            .acceptedMediaTypes(INDEXES)
            .build();
        Map<String, ImageIndex> indexes = new HashMap<>();
        this.clients.ecr(connection)
            .batchGetImage(request)
            .images()
            .forEach((image) -> indexes.put(image.imageId().imageDigest(), ImageIndex.parse(image.imageManifest())));
        return indexes;
    }

    /** The digests in as few calls as it takes. */
    static List<List<ImageIdentifier>> batches(List<String> digests) {
        return IntStream.iterate(0, (from) -> from < digests.size(), (from) -> from + A_CALL)
            .mapToObj((from) -> digests.subList(from, Math.min(from + A_CALL, digests.size()))
                .stream()
                .map((digest) -> ImageIdentifier.builder().imageDigest(digest).build())
                .toList())
            .toList();
    }

    /**
     * What storing the images of a repository takes, asked of AWS now, a thousand images
     * a call; nothing where the repository is gone.
     */
    long stored(Connection connection, String repository) {
        DescribeImagesRequest request = DescribeImagesRequest.builder()
            .repositoryName(repository)
            .maxResults(A_PAGE)
            .build();
        try {
            return bytes(this.clients.ecr(connection)
                .describeImagesPaginator(request)
                .imageDetails()
                .stream()
                .map(Image::of)
                .toList());
        }
        catch (RepositoryNotFoundException ex) {
            return 0;
        }
    }

    /**
     * What storing images takes. Layers that images share are stored once, so this is the
     * most that it can be.
     */
    public static long bytes(List<Image> images) {
        return images.stream().filter((image) -> !image.index()).mapToLong(Image::bytes).sum();
    }

    /**
     * What goes with images: the parts of indexes that no other index names and no tag
     * keeps, and what is about any of them.
     * @param going the digests of the images
     * @param all all images of their repository
     * @return the digests of what goes too, without {@code going}; indexes first
     */
    public static List<String> goingWith(Collection<String> going, List<Image> all) {
        Set<String> needed = new HashSet<>();
        Set<String> parts = new LinkedHashSet<>();
        for (Image image : all) {
            boolean goes = going.contains(image.digest());
            (goes ? parts : needed).addAll(image.partDigests());
            if (!goes && !image.tags().isEmpty()) {
                needed.add(image.digest());
            }
        }
        parts.removeAll(needed);
        parts.removeAll(going);
        Set<String> there = all.stream().map(Image::digest).collect(Collectors.toSet());
        parts.retainAll(there);
        List<String> about = all.stream()
            .filter((image) -> image.subject() != null && image.tags().isEmpty())
            .filter((image) -> going.contains(image.subject()) || parts.contains(image.subject()))
            .map(Image::digest)
            .filter((digest) -> !going.contains(digest))
            .toList();
        parts.addAll(about);
        return List.copyOf(parts);
    }

}
