package dev.shipshape.ecsservices;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cost.Billable;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** The services of a connection. INACTIVE ones are deleted and count as gone. */
@Component
public class EcsServices {

    /** The key of the kind in the action log and the ledger. */
    public static final String KIND = "service";

    private final ServiceReads ecs;

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    private final TaskDefinitions definitions;

    EcsServices(ServiceReads ecs, AwsClients clients, SharedReads reads, ActionLog actions,
            TaskDefinitions definitions) {
        this.ecs = ecs;
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
        this.definitions = definitions;
    }

    /**
     * The services of a cluster by name, those that drain included, as far as they can be
     * had in time: the page says what is missing.
     */
    public List<Service> in(Connection connection, String cluster) {
        return this.ecs.in(connection, cluster, Extent.IN_TIME);
    }

    /** The services of these clusters, by name in each cluster. */
    public List<Service> everywhere(Connection connection, List<String> clusters, Extent extent) {
        return this.reads.each(clusters, (cluster) -> this.ecs.in(connection, cluster, extent))
            .stream()
            .flatMap(List::stream)
            .toList();
    }

    /** The same, asked of AWS now. */
    public List<Service> now(Connection connection, String cluster) {
        return this.ecs.now(connection, cluster, this.ecs.leaving(connection));
    }

    /**
     * One service; while AWS still shows a deleted one, that one, as INACTIVE.
     * @throws NotFound if there is none
     */
    public Service named(Connection connection, String cluster, String name) {
        return this.reads
            .shared(connection, "service " + cluster + "/" + name, () -> this.ecs.find(connection, cluster, name))
            .orElseThrow(() -> new NotFound("service", name));
    }

    /**
     * A service as AWS itself tells it, with what the console does not show of it; as old
     * as {@link #named} may be.
     * @throws NotFound if it has gone
     */
    public software.amazon.awssdk.services.ecs.model.Service told(Connection connection, Service service) {
        return this.reads
            .shared(connection, "service as told " + service.cluster() + "/" + service.name(),
                    () -> this.ecs.told(connection, service.cluster(), service.name()))
            .orElseThrow(() -> new NotFound("service", service.name()));
    }

    /** The service of this name or ARN, asked of AWS now. */
    Optional<Service> find(Connection connection, String cluster, String service) {
        return this.reads.fresh(() -> this.ecs.find(connection, cluster, service));
    }

    /**
     * Creates a service, which starts its tasks.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    public Service create(Connection connection, NewService service) {
        find(connection, service.cluster(), service.name()).ifPresent(EcsServices::taken);
        Change change = this.actions.making(connection, Verb.CREATE, KIND, service.name())
            .tagged(service.tags())
            .in(service.cluster());
        CreateServiceRequest request = service.request(change);
        return this.actions.run(change.by(request), () -> {
            Service made = Service.of(this.clients.ecs(connection).createService(request).service());
            return Outcome.of(made).made(resource(made, service.billable(connection.region())));
        });
    }

    /** ECS would call it "not idempotent" or "still draining". */
    private static void taken(Service standing) {
        if (standing.active()) {
            throw Problem.ofField("name", "There is a service of this name in the cluster already.");
        }
        if (!standing.inactive()) {
            throw Problem.ofField("name",
                    "A service of this name is being deleted. The name is free again when it is gone.");
        }
    }

    /**
     * Sets how many tasks a service keeps.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    public void scale(Connection connection, Service service, int desired) {
        UpdateServiceRequest request = UpdateServiceRequest.builder()
            .cluster(service.cluster())
            .service(service.name())
            .desiredCount(desired)
            .build();
        update(connection, service, request, billable(connection, service, service.definition(), desired));
    }

    /**
     * Replaces a service's tasks by new ones, of its own revision or another.
     * @param definition the revision, such as {@code web:3}
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    public void deploy(Connection connection, Service service, String definition) {
        UpdateServiceRequest.Builder request = UpdateServiceRequest.builder()
            .cluster(service.cluster())
            .service(service.name())
            .forceNewDeployment(true);
        if (!definition.equals(service.definition())) {
            request.taskDefinition(definition);
        }
        update(connection, service, request.build(), billable(connection, service, definition, service.desired()));
    }

    /**
     * Takes a service back to a revision that it ran before.
     * @param definition the revision, such as {@code web:2}
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    public void rollBack(Connection connection, Service service, String definition) {
        UpdateServiceRequest request = UpdateServiceRequest.builder()
            .cluster(service.cluster())
            .service(service.name())
            .taskDefinition(definition)
            .build();
        update(connection, service, request, billable(connection, service, definition, service.desired()));
    }

    /**
     * Changes what else a service is told.
     * @param request names the service and what is another from now on
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    public void change(Connection connection, Service service, UpdateServiceRequest request) {
        String definition = (request.taskDefinition() != null) ? request.taskDefinition() : service.definition();
        int desired = (request.desiredCount() != null) ? request.desiredCount() : service.desired();
        update(connection, service, request, billable(connection, service, definition, desired));
    }

    /**
     * The price is looked up before the call, so that no failed read hides what was done.
     */
    private void update(Connection connection, Service service, UpdateServiceRequest request, Billable billable) {
        Change change = Change.of(connection, Verb.UPDATE, KIND, service.name())
            .in(service.cluster())
            .on(service.arn());
        this.actions.run(change.by(request), () -> {
            Service now = Service.of(this.clients.ecs(connection).updateService(request).service());
            return Outcome.of(now).changed(resource(now, billable));
        });
    }

    /**
     * Deletes a service: scales it to 0 first, so that its tasks end in order, and then
     * tells AWS to delete it. It drains until AWS says INACTIVE.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    public void delete(Connection connection, Service service) {
        if (service.active() && !service.daemon() && service.desired() > 0) {
            scale(connection, service, 0);
        }
        DeleteServiceRequest request = DeleteServiceRequest.builder()
            .cluster(service.cluster())
            .service(service.name())
            .force(true)
            .build();
        Change change = Change.of(connection, Verb.DELETE, KIND, service.name())
            .in(service.cluster())
            .on(service.arn());
        this.actions.run(change.by(request), () -> {
            try {
                DeleteServiceResponse answer = this.clients.ecs(connection).deleteService(request);
                boolean gone = answer.service() != null && "INACTIVE".equals(answer.service().status());
                return gone ? Outcome.of(service).gone(service.arn()) : Outcome.of(service).leaving(service.arn());
            }
            catch (ServiceNotFoundException | ClusterNotFoundException ex) {
                return Outcome.of(service).gone(service.arn()).note("It was gone already.");
            }
        });
    }

    /** What a service is billed by; of unknown price if its revision cannot be read. */
    public Billable billable(Connection connection, Service service) {
        return billable(connection, service, service.definition(), service.desired());
    }

    private Billable billable(Connection connection, Service service, String definition, int desired) {
        return billable(connection, service, desired, service.launch().isFargate()
                ? Attempt.at(() -> this.definitions.find(connection, definition)).orElse(Optional.empty()).orElse(null)
                : null);
    }

    static Billable billable(Connection connection, Service service, int desired, @Nullable TaskDefinition revision) {
        if (!service.launch().isFargate()) {
            return Billable.onInstances(connection.region());
        }
        return (revision != null)
                ? revision.tasks(connection.region(), service.launch() == Launch.SPOT, service.publicAddress(), desired)
                : new Billable(connection.region(), Map.of());
    }

    /** A service as the ledger keeps it. */
    Resource resource(Connection connection, Service service) {
        return resource(service, billable(connection, service));
    }

    static Resource resource(Service service, Billable billable) {
        return new Resource(KIND, service.name(), service.cluster(), service.arn(), service.created(),
                billable.facts());
    }

}
