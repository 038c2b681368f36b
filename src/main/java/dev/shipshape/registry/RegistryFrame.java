package dev.shipshape.registry;

import dev.shipshape.aws.Connections;
import dev.shipshape.aws.CountedPlace;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;

/** The way to the repositories, with their number where it was read just now. */
@Component
class RegistryFrame extends CountedPlace {

    RegistryFrame(Connections connections, SharedReads reads) {
        super(connections, reads, new Place(40, "Repositories", "/repositories", "box-seam"), "repositories");
    }

}
