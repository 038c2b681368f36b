package dev.shipshape.ecsservices;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import org.springframework.stereotype.Component;

/**
 * Finds all services of clusters with what they use. Their revisions are read side by
 * side, each once.
 */
@Component
class FoundServices {

    private final ServiceReads ecs;

    private final SharedReads reads;

    private final TaskDefinitions definitions;

    FoundServices(ServiceReads ecs, SharedReads reads, TaskDefinitions definitions) {
        this.ecs = ecs;
        this.reads = reads;
        this.definitions = definitions;
    }

    /** All services of these clusters, asked of AWS now. */
    List<Found> in(Connection connection, Collection<String> clusters) {
        List<Resource> leaving = this.ecs.leaving(connection);
        List<Service> services = this.reads.each(clusters, (cluster) -> this.ecs.now(connection, cluster, leaving))
            .stream()
            .flatMap(List::stream)
            .toList();
        Set<String> labels = services.stream()
            .filter((service) -> service.launch().isFargate())
            .map(Service::definition)
            .collect(Collectors.toCollection(TreeSet::new));
        Map<String, TaskDefinition> definitions = this.definitions.contents(connection, labels)
            .stream()
            .collect(Collectors.toMap(TaskDefinition::label, Function.identity(), (one, other) -> one));
        return services.stream()
            .map((service) -> Found.of(EcsServices.resource(service,
                    EcsServices.billable(connection, service, service.desired(),
                            definitions.get(service.definition()))))
                .tagged(service.tags())
                .using(uses(service)))
            .toList();
    }

    private static Map<String, Set<String>> uses(Service service) {
        Map<String, Set<String>> uses = new TreeMap<>();
        uses.put(TaskDefinitions.KIND, Set.of(service.definition()));
        uses.put("target-group", service.links().targetGroups());
        uses.put("discovery-service", service.links().registries());
        uses.put("discovery-namespace", service.links().namespaces());
        NetworkChoice network = service.network();
        if (network != null) {
            uses.put("subnet", Set.copyOf(network.subnets()));
            uses.put("security-group", Set.copyOf(network.securityGroups()));
        }
        uses.values().removeIf(Set::isEmpty);
        return uses;
    }

}
