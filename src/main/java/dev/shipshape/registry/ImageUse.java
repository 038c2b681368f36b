package dev.shipshape.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.registry.spi.ImageUsers;
import dev.shipshape.registry.spi.ImageUsers.ImageUser;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who uses the images of a repository, as the rooms above tell it. */
@Component
public class ImageUse {

    /** Asked for late, because the rooms above use this room. */
    private final ObjectProvider<ImageUsers> users;

    ImageUse(ObjectProvider<ImageUsers> users) {
        this.users = users;
    }

    /**
     * All users of images of a repository, task definitions before tasks. Who may look at
     * images but not at tasks is told the images, and what could not be read.
     */
    public Users of(Connection connection, Repository repository, Extent extent) {
        return of(connection, List.of(repository), extent);
    }

    /** The same of several repositories. */
    public Users of(Connection connection, Collection<Repository> repositories, Extent extent) {
        List<Attempt<List<ImageUser>>> told = repositories.stream()
            .flatMap((repository) -> this.users.orderedStream()
                .map((room) -> Attempt.at(() -> room.of(connection, repository.uri(), extent))))
            .toList();
        return new Users(told.stream()
            .flatMap((room) -> room.orElse(List.of()).stream())
            .sorted(Comparator.comparing(ImageUser::kind).reversed().thenComparing(ImageUser::label))
            .toList(), told.stream().map(Attempt::problem).filter(Objects::nonNull).findFirst().orElse(null));
    }

    /** The users of each of these images, which are all that the repository has. */
    public Uses of(Connection connection, Repository repository, List<Image> images, Extent extent) {
        return Uses.of(images, of(connection, repository, extent));
    }

    /**
     * Who uses images of a repository, as far as it is known.
     *
     * @param all the users
     * @param unread why some could not be read; null where all were
     */
    public record Users(List<ImageUser> all, @Nullable Problem unread) {
    }

    /**
     * Who uses which image. A use of an index is one of each of its parts, because a task
     * runs the one for its platform; and a use of a part is one of the indexes that name
     * it, with which it would go.
     *
     * @param byDigest the users of the images that are used
     * @param unread why some could not be read; null where all were
     */
    public record Uses(Map<String, List<ImageUser>> byDigest, @Nullable Problem unread) {

        /** Nobody uses any. */
        public static final Uses NONE = new Uses(Map.of(), null);

        static Uses of(List<Image> images, Users users) {
            Map<String, Image> byName = new HashMap<>();
            Map<String, Set<String>> holders = new HashMap<>();
            for (Image image : images) {
                image.names().forEach((name) -> byName.put(name, image));
                image.partDigests()
                    .forEach((part) -> holders.computeIfAbsent(part, (key) -> new LinkedHashSet<>())
                        .add(image.digest()));
            }
            Map<String, Set<ImageUser>> uses = new HashMap<>();
            for (ImageUser user : users.all()) {
                Image image = meant(user, byName);
                if (image != null) {
                    Set<String> digests = new LinkedHashSet<>(image.partDigests());
                    digests.addAll(holders.getOrDefault(image.digest(), Set.of()));
                    digests.add(image.digest());
                    digests.forEach((digest) -> uses.computeIfAbsent(digest, (key) -> new LinkedHashSet<>()).add(user));
                }
            }
            Map<String, List<ImageUser>> lists = new HashMap<>();
            uses.forEach((digest, set) -> lists.put(digest, List.copyOf(set)));
            return new Uses(lists, users.unread());
        }

        /**
         * What runs tells more than a tag, which may have moved since.
         */
        private static @Nullable Image meant(ImageUser user, Map<String, Image> byName) {
            Image running = (user.digest() != null) ? byName.get(user.digest()) : null;
            return (running != null) ? running : byName.get(reference(user.image()));
        }

        /** The digest or the tag of an image as it stands in a task definition. */
        private static String reference(String image) {
            int at = image.indexOf('@');
            if (at >= 0) {
                return image.substring(at + 1);
            }
            String name = image.substring(image.lastIndexOf('/') + 1);
            int colon = name.indexOf(':');
            return (colon >= 0) ? name.substring(colon + 1) : "latest";
        }

        /** The users of an image. */
        public List<ImageUser> of(String digest) {
            return this.byDigest.getOrDefault(digest, List.of());
        }

        /** The users of any of these images, each once. */
        public List<ImageUser> ofAny(List<String> digests) {
            Set<ImageUser> all = new LinkedHashSet<>();
            digests.forEach((digest) -> all.addAll(of(digest)));
            return new ArrayList<>(all);
        }

    }

}
