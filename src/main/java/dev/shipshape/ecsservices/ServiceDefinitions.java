package dev.shipshape.ecsservices;

import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.clusters.Clusters;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers;
import org.springframework.stereotype.Component;

/** Tells which services use a revision, and which still replace it by another. */
@Component
class ServiceDefinitions implements DefinitionUsers {

    private final Clusters clusters;

    private final EcsServices services;

    ServiceDefinitions(Clusters clusters, EcsServices services) {
        this.clusters = clusters;
        this.services = services;
    }

    @Override
    public List<DefinitionUser> in(Connection connection, Extent extent) {
        return this.services.everywhere(connection, this.clusters.names(connection), extent)
            .stream()
            .flatMap((service) -> uses(connection, service))
            .toList();
    }

    private static Stream<DefinitionUser> uses(Connection connection, Service service) {
        return Stream
            .concat(Stream.of(service.definition()), service.deployments().stream().map(Deployment::definition))
            .filter((definition) -> !definition.isEmpty())
            .distinct()
            .map((definition) -> new DefinitionUser(definition, "service", service.name(), service.cluster(),
                    service.state(), service.page(connection), false));
    }

}
