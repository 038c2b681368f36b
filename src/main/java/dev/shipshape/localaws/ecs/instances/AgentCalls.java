package dev.shipshape.localaws.ecs.instances;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.query.Candidate;
import dev.shipshape.localaws.ecs.query.ClusterQuery;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Schedule;
import dev.shipshape.localaws.store.Store;
import software.amazon.awssdk.services.ecs.model.AgentUpdateStatus;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointRequest;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointResponse;
import software.amazon.awssdk.services.ecs.model.UpdateContainerAgentRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerAgentResponse;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/** The agent of an instance: where it asks for work, and how it is brought up to date. */
public final class AgentCalls {

    /** How long an update takes, about, in seconds. */
    private static final int UPDATE_SECONDS = 20;

    private final Clusters clusters;

    private final Fleet fleet;

    private final Pace pace;

    private final Schedule updates;

    /** The agents on the instances of this fleet. */
    public AgentCalls(Store store, Clusters clusters, Fleet fleet, Pace pace) {
        this.clusters = clusters;
        this.fleet = fleet;
        this.pace = pace;
        this.updates = store.schedule("ecs.agent-updates");
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DiscoverPollEndpoint",
                Operation.of(DiscoverPollEndpointRequest::builder, AgentCalls::discoverPollEndpoint),
                "UpdateContainerAgent",
                Operation.of(UpdateContainerAgentRequest::builder, this::update).requiring("containerInstance"));
    }

    /** As AWS names them; nothing polls there on behalf of a simulated instance. */
    private static DiscoverPollEndpointResponse discoverPollEndpoint(CallContext context,
            DiscoverPollEndpointRequest request) {
        String domain = "." + context.region() + ".amazonaws.com/";
        return DiscoverPollEndpointResponse.builder()
            .endpoint("https://ecs-a-1" + domain)
            .telemetryEndpoint("https://ecs-t-1" + domain)
            .serviceConnectEndpoint("https://ecs-sc" + domain)
            .build();
    }

    private UpdateContainerAgentResponse update(CallContext context, UpdateContainerAgentRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        String arn = ContainerInstances.arn(cluster, request.containerInstance());
        ContainerInstance instance = this.fleet.find(arn)
            .filter((one) -> !Fleet.INACTIVE.equals(one.status()))
            .orElseThrow(() -> EcsErrors.invalidParameter("The referenced container instance was not found."));
        if (instance.versionInfo() == null || instance.versionInfo().agentVersion() == null) {
            throw new AwsError("MissingVersionException",
                    "Amazon ECS can't determine the current version of the Amazon ECS container agent on the container "
                            + "instance and doesn't have enough information to proceed with an update.");
        }
        if (this.updates.isSet(arn)) {
            throw new AwsError("UpdateInProgressException",
                    "There's already a current Amazon ECS container agent update in progress on the container instance "
                            + "that's specified.");
        }
        if (!ClusterQuery.of("agentVersion < " + Agent.NEWEST).test(new Candidate(instance, List::of))) {
            throw new AwsError("NoUpdateAvailableException", "There is no update available for your container agent.");
        }
        this.updates.set(arn, context.now().plus(this.pace.of(UPDATE_SECONDS)));
        this.fleet.change(arn, (next) -> next.agentUpdateStatus(AgentUpdateStatus.PENDING));
        return UpdateContainerAgentResponse.builder()
            .containerInstance(this.fleet.counted(this.fleet.find(arn).orElseThrow()))
            .build();
    }

    /** Ends the updates that are done by now. */
    public void advance(Instant now) {
        for (String arn : this.updates.due(now)) {
            this.updates.cancel(arn);
            this.fleet.change(arn, (next) -> {
                VersionInfo before = next.build().versionInfo();
                next.agentUpdateStatus(AgentUpdateStatus.UPDATED)
                    .versionInfo(before.toBuilder().agentVersion(Agent.NEWEST).build());
            });
        }
    }

}
