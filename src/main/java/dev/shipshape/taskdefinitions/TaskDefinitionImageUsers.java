package dev.shipshape.taskdefinitions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.GatheredReads;
import dev.shipshape.aws.Gathering;
import dev.shipshape.registry.spi.ImageUsers;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers.DefinitionUser;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Which task definitions use an image: every active revision, and every other that a
 * service or a task goes by. AWS describes one revision a call, so thousands of them take
 * minutes the first time, and what each says is kept.
 */
@Component
class TaskDefinitionImageUsers implements ImageUsers {

    private final TaskDefinitions definitions;

    private final TaskDefinitionCalls calls;

    private final GatheredReads gathered;

    /** Asked for late, because the rooms above use this room. */
    private final ObjectProvider<DefinitionUsers> users;

    /** What a revision says never changes; but a reset sandbox begins to count again. */
    private final Cache<Key, RevisionImages> known = Caffeine.newBuilder()
        .expireAfterAccess(Duration.ofHours(12))
        .maximumSize(50_000)
        .build();

    TaskDefinitionImageUsers(TaskDefinitions definitions, TaskDefinitionCalls calls, GatheredReads gathered,
            ObjectProvider<DefinitionUsers> users) {
        this.definitions = definitions;
        this.calls = calls;
        this.gathered = gathered;
        this.users = users;
    }

    @Override
    public List<ImageUser> of(Connection connection, String repositoryUri, Extent extent) {
        List<RevisionImages> active = this.gathered.list(connection, "images of revisions", "revision", extent,
                (gathering) -> gather(connection, gathering));
        Set<String> told = active.stream().map(RevisionImages::label).collect(Collectors.toSet());
        List<String> others = this.users.orderedStream()
            .flatMap((room) -> room.in(connection, extent).stream())
            .filter((user) -> !user.over())
            .map(DefinitionUser::definition)
            .filter((label) -> !told.contains(label))
            .distinct()
            .toList();
        return Stream
            .concat(active.stream(), this.definitions.contents(connection, others).stream().map(RevisionImages::of))
            .flatMap((revision) -> revision.of(connection, repositoryUri))
            .toList();
    }

    private void gather(Connection connection, Gathering<RevisionImages> gathering) {
        List<String> arns = this.definitions.families(connection, State.ACTIVE, Extent.WHOLE)
            .stream()
            .flatMap((family) -> family.revisions().stream())
            .map(Family.Revision::arn)
            .toList();
        gathering.expect(arns.size());
        arns.forEach((arn) -> gathering.add(images(connection, arn).stream().toList()));
    }

    private Optional<RevisionImages> images(Connection connection, String arn) {
        Key key = new Key(connection, arn);
        RevisionImages kept = connection.sandbox() ? null : this.known.getIfPresent(key);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<RevisionImages> read = this.calls.fresh(connection, arn).map(RevisionImages::of);
        read.ifPresent((images) -> this.known.put(key, images));
        return read;
    }

    private record Key(Connection connection, String arn) {
    }

    /**
     * What a revision runs.
     *
     * @param label such as {@code web:3}
     * @param images the images of its containers, each once
     */
    private record RevisionImages(String label, List<String> images) {

        static RevisionImages of(TaskDefinition definition) {
            return new RevisionImages(definition.label(),
                    definition.containers().stream().map(ContainerDefinition::image).distinct().toList());
        }

        Stream<ImageUser> of(Connection connection, String repositoryUri) {
            return this.images.stream()
                .filter((image) -> ImageUsers.isOf(image, repositoryUri))
                .map((image) -> ImageUser.named("task definition", this.label,
                        TaskDefinitions.page(connection, this.label), image));
        }

    }

}
