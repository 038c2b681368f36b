package dev.shipshape.taskdefinitions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.shipshape.aws.Connection;
import dev.shipshape.registry.spi.ImageUsers;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Which task definitions use an image: the newest active revision of each family, and
 * every revision that a service or a task goes by.
 */
@Component
class TaskDefinitionImageUsers implements ImageUsers {

    /** A description is a call the first time, so there is an end to them. */
    private static final int FAMILIES = 300;

    private final TaskDefinitions definitions;

    /** Asked for late, because the rooms above use this room. */
    private final ObjectProvider<DefinitionUsers> users;

    TaskDefinitionImageUsers(TaskDefinitions definitions, ObjectProvider<DefinitionUsers> users) {
        this.definitions = definitions;
        this.users = users;
    }

    @Override
    public List<ImageUser> of(Connection connection, String repositoryUri) {
        Set<String> labels = new LinkedHashSet<>();
        this.definitions.families(connection)
            .stream()
            .limit(FAMILIES)
            .forEach((family) -> labels.add(family.name() + ":" + family.latest().number()));
        this.users.orderedStream()
            .flatMap((room) -> room.in(connection).stream())
            .filter((user) -> !user.over())
            .forEach((user) -> labels.add(user.definition()));
        return this.definitions.contents(connection, labels)
            .stream()
            .flatMap((definition) -> definition.containers()
                .stream()
                .filter((container) -> container.uses(repositoryUri))
                .map(ContainerDefinition::image)
                .distinct()
                .map((image) -> ImageUser.named("task definition", definition.label(),
                        TaskDefinitions.page(connection, definition.label()), image)))
            .toList();
    }

}
