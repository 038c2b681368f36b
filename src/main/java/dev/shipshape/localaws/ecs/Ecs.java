package dev.shipshape.localaws.ecs;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecs.capacity.CapacityProviderCalls;
import dev.shipshape.localaws.ecs.clusters.ClusterChanges;
import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.clusters.Providers;
import dev.shipshape.localaws.ecs.refusals.ExecuteCommand;
import dev.shipshape.localaws.ecs.refusals.Unsupported;
import dev.shipshape.localaws.ecs.instances.Attributes;
import dev.shipshape.localaws.ecs.instances.Fleet;
import dev.shipshape.localaws.ecs.instances.Instances;
import dev.shipshape.localaws.ecs.services.CreateService;
import dev.shipshape.localaws.ecs.services.Services;
import dev.shipshape.localaws.ecs.services.UpdateService;
import dev.shipshape.localaws.ecs.services.deployments.DeploymentCalls;
import dev.shipshape.localaws.ecs.services.deployments.DeploymentHistory;
import dev.shipshape.localaws.ecs.services.scheduling.ServiceScheduler;
import dev.shipshape.localaws.ecs.settings.AccountSettings;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.tags.TagCalls;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitionDeletions;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitionLists;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitions;
import dev.shipshape.localaws.ecs.tasks.RunTask;
import dev.shipshape.localaws.ecs.tasks.TaskLists;
import dev.shipshape.localaws.ecs.tasks.TaskProtection;
import dev.shipshape.localaws.ecs.tasks.TaskStarter;
import dev.shipshape.localaws.ecs.tasks.Tasks;
import dev.shipshape.localaws.ecs.tasksets.CreateTaskSet;
import dev.shipshape.localaws.ecs.tasksets.TaskSetCalls;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.engine.Lives;
import dev.shipshape.localaws.engine.Machines;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** Amazon ECS, API version 2014-11-13, with the engine behind its tasks. */
public final class Ecs implements AwsService, AutoCloseable {

    /** How long a deleted revision is DELETE_IN_PROGRESS at the least, in seconds. */
    private static final int DELETION_SECONDS = 10;

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    private final Engine engine;

    private final ServiceScheduler scheduler;

    private final TaskDefinitionDeletions deletions;

    private final RunTask runTask;

    private final Instances instances;

    /**
     * ECS with its engine.
     * @param pace how fast that goes which only time brings
     * @param surroundings what a task meets outside ECS
     * @param lives what tasks are made of
     * @param machines the EC2 instances, which may join clusters
     */
    public Ecs(Store store, Pace pace, Surroundings surroundings, Lives lives, Machines machines) {
        EcsTables tables = EcsTables.of(store);
        Tags tags = new Tags(tables);
        AccountSettings settings = new AccountSettings(store);
        Providers providers = new Providers(store);
        Clusters clusters = new Clusters(store, tables, tags, providers, settings);
        ClusterChanges clusterChanges = new ClusterChanges(tables, clusters, providers, settings, tags);
        this.engine = new Engine(store, tables.tasks(), tables.taskDefinitions(), pace, lives);
        Fleet fleet = new Fleet(store, tables);
        TaskStarter starter = new TaskStarter(this.engine, surroundings, TaskInterface.byAddress(store), fleet, tags);
        TaskDefinitions definitions = new TaskDefinitions(store, tables, tags);
        this.deletions = new TaskDefinitionDeletions(store, tables, tags);
        DeploymentHistory history = new DeploymentHistory(store, tables);
        this.scheduler = new ServiceScheduler(store, tables, this.engine, starter, fleet, tags, history);
        this.operations.putAll(tagged(tables, tags, store).operations());
        this.operations.putAll(clusters.operations());
        this.operations.putAll(clusterChanges.operations());
        this.operations.putAll(settings.operations());
        this.operations.putAll(new CapacityProviderCalls(providers, clusters, clusterChanges, tags).operations());
        this.operations.putAll(Unsupported.operations());
        this.operations.putAll(new ExecuteCommand(tables.tasks(), clusters).operations());
        this.operations.putAll(definitions.operations());
        this.operations.putAll(this.deletions.operations());
        this.operations.putAll(new TaskDefinitionLists(store, tables.taskDefinitions()).operations());
        this.runTask = new RunTask(store, tables, clusters, definitions, tags, starter, surroundings.network());
        this.operations.putAll(this.runTask.operations());
        this.operations.putAll(new TaskProtection(store, tables, clusters).operations());
        this.instances = new Instances(store, tables, clusters, fleet, tags, this.engine, machines);
        this.operations.putAll(this.instances.operations());
        this.operations.putAll(new TaskLists(tables, clusters).operations());
        this.operations.putAll(new Tasks(tables, clusters, tags, this.engine).operations());
        Network network = surroundings.network();
        this.operations
            .putAll(new CreateService(store, tables, clusters, definitions, tags, this.scheduler, history, network)
                .operations());
        this.operations
            .putAll(new UpdateService(tables, clusters, definitions, this.scheduler, history, network).operations());
        this.operations.putAll(new Services(tables, clusters, tags, this.scheduler).operations());
        this.operations.putAll(new DeploymentCalls(tables, clusters, history).operations());
        this.operations.putAll(new CreateTaskSet(store, tables, clusters, definitions, tags, network).operations());
        this.operations.putAll(new TaskSetCalls(tables, clusters, tags).operations());
        this.operations.putAll(new Attributes(clusters, fleet).operations());
    }

    /** What can have tags (API reference, TagResource). */
    private static TagCalls tagged(EcsTables tables, Tags tags, Store store) {
        Table<CapacityProvider> providers = store.table("ecs.capacity-providers", CapacityProvider::builder);
        return new TagCalls(tags).with("cluster", (arn) -> cluster(tables.clusters(), arn))
            .with("service", (arn) -> missing(tables.services(), arn, EcsErrors.serviceNotFound()))
            .with("task-set", (arn) -> tables.services()
                .find(arn.replace(":task-set/", ":service/").replaceFirst("/ecs-svc/[^/]*$", ""))
                .filter((service) -> service.taskSets().stream().anyMatch((set) -> set.taskSetArn().equals(arn)))
                .isPresent()
                        ? Optional.empty()
                        : Optional
                            .of(new AwsError("ResourceNotFoundException", "The specified task set does not exist.")))
            .with("task",
                    (arn) -> missing(tables.tasks(), arn,
                            EcsErrors.invalidParameter("The referenced task was not found.")))
            .with("task-definition",
                    (arn) -> missing(tables.taskDefinitions(), arn,
                            EcsErrors.client("Unable to describe task definition.")))
            .with("container-instance",
                    (arn) -> missing(tables.containerInstances(), arn,
                            EcsErrors.invalidParameter("The referenced container instance was not found.")))
            .with("capacity-provider",
                    (arn) -> missing(providers, arn,
                            EcsErrors
                                .invalidParameter("The specified capacity provider does not exist. Specify a valid "
                                        + "name or ARN and try again.")));
    }

    private static Optional<AwsError> cluster(Table<Cluster> clusters, String arn) {
        return clusters.find(arn)
            .map((cluster) -> "ACTIVE".equals(cluster.status()) ? Optional.<AwsError>empty()
                    : Optional.of(EcsErrors.invalidParameter(
                            "The specified cluster is inactive. Specify an active cluster and try again.")))
            .orElseGet(() -> Optional.of(EcsErrors.clusterNotFound()));
    }

    private static Optional<AwsError> missing(Table<?> table, String arn, AwsError error) {
        return table.find(arn).isPresent() ? Optional.empty() : Optional.of(error);
    }

    @Override
    public Wire wire() {
        return Wire.json("ecs", "AmazonEC2ContainerServiceV20141113");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

    /** Takes up the tasks that run since before a restart. */
    @Override
    public void seed() {
        this.engine.clear();
        if (this.engine.resume()) {
            this.scheduler.resume();
        }
    }

    /**
     * Lets time pass up to now: tasks live, services keep their count. Belongs inside a
     * transaction.
     */
    public void advance(Instant now) {
        this.instances.advance(now);
        this.engine.advance(now);
        // Without delays a service settles in few rounds; failing tasks make it wait.
        for (int round = 0; round < 5 && this.scheduler.advance(now); round++) {
            this.engine.advance(now);
        }
        this.runTask.advance(now);
        this.deletions.forget(now, this.engine.pace().of(DELETION_SECONDS));
    }

    @Override
    public AwsError missing(String member) {
        return EcsErrors.invalidParameter(member + " can not be blank.");
    }

    @Override
    public void close() {
        this.engine.close();
    }

}
