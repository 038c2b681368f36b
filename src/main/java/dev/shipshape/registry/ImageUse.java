package dev.shipshape.registry;

import java.util.Comparator;
import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.registry.spi.ImageUsers;
import dev.shipshape.registry.spi.ImageUsers.ImageUser;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who uses the images of a repository, as the rooms above tell it. */
@Component
class ImageUse {

    /** Asked for late, because the rooms above use this room. */
    private final ObjectProvider<ImageUsers> users;

    ImageUse(ObjectProvider<ImageUsers> users) {
        this.users = users;
    }

    /** All users of images of a repository, task definitions before tasks. */
    List<ImageUser> of(Connection connection, Repository repository) {
        return this.users.orderedStream()
            .flatMap((room) -> room.of(connection, repository.uri()).stream())
            .sorted(Comparator.comparing(ImageUser::kind).reversed().thenComparing(ImageUser::label))
            .toList();
    }

}
