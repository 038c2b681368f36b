package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.registry.spi.ImageUsers;
import org.springframework.stereotype.Component;

/** Tells the registry which tasks run its images. */
@Component
class TaskImages implements ImageUsers {

    private final Tasks tasks;

    TaskImages(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public List<ImageUser> of(Connection connection, String repositoryUri, Extent extent) {
        return this.tasks.everywhere(connection, extent)
            .stream()
            .filter((task) -> !task.stopped())
            .flatMap((task) -> task.containers()
                .stream()
                .filter((container) -> ImageUsers.isOf(container.image(), repositoryUri))
                .map((container) -> new ImageUser("task", task.id(), task.page(connection), container.image(),
                        container.digest()))
                .distinct())
            .toList();
    }

}
