package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.aws.Connection;
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
    public List<ImageUser> of(Connection connection, String repositoryUri) {
        return this.tasks.all(connection)
            .stream()
            .filter((task) -> !task.stopped())
            .flatMap((task) -> task.containers()
                .stream()
                .filter((container) -> isOf(container.image(), repositoryUri))
                .map((container) -> new ImageUser("task", task.id(), task.page(connection), container.image(),
                        container.digest()))
                .distinct())
            .toList();
    }

    private static boolean isOf(String image, String repositoryUri) {
        return image.equals(repositoryUri) || image.startsWith(repositoryUri + ":")
                || image.startsWith(repositoryUri + "@");
    }

}
