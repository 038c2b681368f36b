package dev.shipshape.taskdefinitions;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.registry.spi.ImageUsers;
import org.springframework.stereotype.Component;

/** Which task definitions use an image: the newest active revision of each family. */
@Component
class TaskDefinitionImageUsers implements ImageUsers {

    /** A description is a call, so there is an end to them. */
    private static final int FAMILIES = 100;

    private final TaskDefinitions definitions;

    TaskDefinitionImageUsers(TaskDefinitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public List<ImageUser> of(Connection connection, String repositoryUri) {
        List<String> newest = this.definitions.families(connection)
            .stream()
            .limit(FAMILIES)
            .map((family) -> family.latest().arn())
            .toList();
        return this.definitions.contents(connection, newest)
            .stream()
            .flatMap((definition) -> definition.containers()
                .stream()
                .filter((container) -> container.uses(repositoryUri))
                .map(ContainerDefinition::image)
                .distinct()
                .map((image) -> new ImageUser("task definition", definition.label(),
                        TaskDefinitions.page(connection, definition.label()), image)))
            .toList();
    }

}
