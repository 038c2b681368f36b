package dev.shipshape.localaws.ecr.images;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.shipshape.localaws.ecr.scans.ImageScans;
import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.Pages;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.DescribeImagesFilter;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.ListImagesFilter;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/**
 * Lists and describes images, by digest. Only as many are read as a page has room for.
 */
public final class ImageLists {

    private static final int USUAL = 100;

    private static final int MOST = 1000;

    private final Registries registries;

    private final ImageScans scans;

    /** The calls on these registries. */
    public ImageLists(Registries registries, ImageScans scans) {
        this.registries = registries;
        this.scans = scans;
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListImages", Operation.of(ListImagesRequest::builder, this::list).requiring("repositoryName"),
                "DescribeImages",
                Operation.of(DescribeImagesRequest::builder, this::describe).requiring("repositoryName"));
    }

    private ListImagesResponse list(CallContext context, ListImagesRequest request) {
        Registry registry = this.registries.in(context.region());
        Existing.repository(registry, request.repositoryName(), request.registryId());
        ListImagesFilter filter = request.filter();
        Wanted wanted = (filter != null) ? Wanted.of(filter.tagStatus(), filter.imageStatus()) : Wanted.of(null, null);
        After after = After.of(request.nextToken());
        Page<ImageIdentifier> page = page(
                images(registry, context, request.repositoryName(), wanted, after.digestBefore())
                    .flatMap((image) -> identifiers(registry, image))
                    .filter((id) -> after.isBehind("" + id.imageDigest(), id.imageTag())),
                request.maxResults(), (id) -> id.imageDigest() + " " + ((id.imageTag() != null) ? id.imageTag() : ""));
        return ListImagesResponse.builder().imageIds(page.items()).nextToken(page.nextToken()).build();
    }

    /** One for each tag, or one without a tag. */
    private static Stream<ImageIdentifier> identifiers(Registry registry, Image image) {
        ImageIdentifier.Builder id = ImageIdentifier.builder().imageDigest(image.digest().toString());
        List<String> tags = registry.images().tags(image);
        return tags.isEmpty() ? Stream.of(id.build()) : tags.stream().map((tag) -> id.imageTag(tag).build());
    }

    private DescribeImagesResponse describe(CallContext context, DescribeImagesRequest request) {
        Registry registry = this.registries.in(context.region());
        String repository = request.repositoryName();
        Existing.repository(registry, repository, request.registryId());
        ImageDetails details = new ImageDetails(registry.images(), this.scans, context);
        if (request.hasImageIds()) {
            Pages.refuseWith("imageIds", request.imageIds(), request.maxResults(), request.nextToken());
            return DescribeImagesResponse.builder()
                .imageDetails(request.imageIds()
                    .stream()
                    .map((id) -> Existing.image(registry, repository, id))
                    .map(details::of)
                    .distinct()
                    .toList())
                .build();
        }
        DescribeImagesFilter filter = request.filter();
        Wanted wanted = (filter != null) ? Wanted.of(filter.tagStatus(), filter.imageStatus()) : Wanted.of(null, null);
        String last = After.of(request.nextToken()).digest();
        Page<Image> page = page(images(registry, context, repository, wanted, last), request.maxResults(),
                (image) -> image.digest() + " ");
        return DescribeImagesResponse.builder()
            .imageDetails(page.items().stream().map(details::of).toList())
            .nextToken(page.nextToken())
            .build();
    }

    private static Stream<Image> images(Registry registry, CallContext context, String repository, Wanted wanted,
            @Nullable String after) {
        return registry.images().after(repository, after).filter((image) -> wanted.fits(registry, context, image));
    }

    private static <T> Page<T> page(Stream<T> all, @Nullable Integer size, Function<T, String> key) {
        Constraints.range("maxResults", size, 1, MOST);
        Iterator<T> rest = all.iterator();
        List<T> items = new ArrayList<>();
        while (items.size() < ((size != null) ? size : USUAL) && rest.hasNext()) {
            items.add(rest.next());
        }
        return new Page<>(items, rest.hasNext() ? After.token(key.apply(items.get(items.size() - 1))) : null);
    }

    private record Page<T>(List<T> items, @Nullable String nextToken) {

    }

    /** Which images are asked for; those in the archive only if one asks for them. */
    private record Wanted(@Nullable TagStatus tags, ImageStatusFilter status) {

        static Wanted of(@Nullable TagStatus tags, @Nullable ImageStatusFilter status) {
            Constraints.known("filter.tagStatus", tags, TagStatus.values());
            Constraints.known("filter.imageStatus", status, ImageStatusFilter.values());
            return new Wanted(tags, (status != null) ? status : ImageStatusFilter.ACTIVE);
        }

        boolean fits(Registry registry, CallContext context, Image image) {
            if (this.status != ImageStatusFilter.ANY
                    && !this.status.name().equals(registry.images().states().of(image).status(context.now()).name())) {
                return false;
            }
            return this.tags == null || this.tags == TagStatus.ANY
                    || (this.tags == TagStatus.TAGGED) != registry.images().tags(image).isEmpty();
        }

    }

    /** Behind which image, and which of its tags, a page begins. */
    private record After(@Nullable String digest, String tag) {

        static After of(@Nullable String token) {
            if (token == null) {
                return new After(null, "");
            }
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 2);
                if (parts.length == 2 && Digest.parse(parts[0]).isPresent()) {
                    return new After(parts[0], parts[1]);
                }
            }
            catch (IllegalArgumentException ex) {
                throw EcrErrors.invalid("nextToken", "Invalid token");
            }
            throw EcrErrors.invalid("nextToken", "Invalid token");
        }

        static String token(String key) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        }

        /** The last digest of which nothing is missing: an image's tags may be parted. */
        @Nullable String digestBefore() {
            if (this.digest == null || this.tag.isEmpty()) {
                return this.digest;
            }
            return this.digest.substring(0, this.digest.length() - 1);
        }

        boolean isBehind(String digest, @Nullable String tag) {
            int order = (this.digest != null) ? digest.compareTo(this.digest) : 1;
            return order > 0 || (order == 0 && ((tag != null) ? tag : "").compareTo(this.tag) > 0);
        }

    }

}
