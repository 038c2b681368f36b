package dev.shipshape.localaws.ecs.instances;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.engine.Machines;
import dev.shipshape.localaws.engine.Machines.Machine;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * The agents on EC2 instances: each registers its instance in the cluster that its user
 * data names as {@code ECS_CLUSTER} for {@code /etc/ecs/ecs.config}, or in the cluster
 * {@code default} when the instance has an instance profile for ECS (developer guide,
 * "Bootstrapping Amazon ECS Linux container instances"). With its instance it goes.
 */
public final class ClusterJoin {

    /** How long an instance takes from its launch until its agent runs, in seconds. */
    private static final int BOOT_SECONDS = 20;

    private static final Pattern CLUSTER = Pattern.compile("ECS_CLUSTER=[\"']?([A-Za-z0-9_-]{1,255})");

    private final EcsTables tables;

    private final Fleet fleet;

    private final InstanceChanges changes;

    private final Engine engine;

    private final Machines machines;

    private final Table<Join> joins;

    /** Agents on these machines. */
    public ClusterJoin(Store store, EcsTables tables, Fleet fleet, InstanceChanges changes, Engine engine,
            Machines machines) {
        this.tables = tables;
        this.fleet = fleet;
        this.changes = changes;
        this.engine = engine;
        this.machines = machines;
        this.joins = store.records("ecs.machine-joins", Join.class);
    }

    /**
     * A machine that is a container instance.
     *
     * @param region the region of both
     * @param machineId the EC2 instance
     * @param instanceArn the container instance
     */
    record Join(String region, String machineId, String instanceArn) {
    }

    /** Lets agents start, lose their connection and go, as their machines do by now. */
    public void advance(Instant now) {
        for (Machine machine : this.machines.running()) {
            Join join = this.joins.find(key(machine)).orElse(null);
            if (join != null) {
                reconnect(join);
            }
            else {
                join(machine, now);
            }
        }
        this.joins.values().forEach((join) -> follow(join, now));
    }

    private static String key(Machine machine) {
        return machine.region() + "/" + machine.instanceId();
    }

    private void join(Machine machine, Instant now) {
        Optional<ContainerInstance> registered = this.fleet.ofMachine(machine.region(), machine.instanceId());
        if (registered.isEmpty() && !machine.launchedAt().plus(pace().of(BOOT_SECONDS)).isAfter(now)) {
            registered = cluster(machine).map((cluster) -> register(machine, cluster, now));
        }
        registered.ifPresent((instance) -> this.joins.put(key(machine),
                new Join(machine.region(), machine.instanceId(), instance.containerInstanceArn())));
    }

    private Pace pace() {
        return this.engine.pace();
    }

    /** The cluster that the agent is set to join, once it is there. */
    private Optional<Cluster> cluster(Machine machine) {
        Matcher named = CLUSTER.matcher(machine.userData());
        String name = named.find() ? named.group(1) : usual(machine.instanceProfile());
        if (name == null) {
            return Optional.empty();
        }
        return this.tables.clusters()
            .find("arn:aws:ecs:" + machine.region() + ":" + CallContext.ACCOUNT + ":cluster/" + name)
            .filter((cluster) -> "ACTIVE".equals(cluster.status()));
    }

    private static @Nullable String usual(@Nullable String instanceProfile) {
        boolean forEcs = instanceProfile != null && instanceProfile.toLowerCase(Locale.ROOT).contains("ecs");
        return forEcs ? "default" : null;
    }

    private ContainerInstance register(Machine machine, Cluster cluster, Instant now) {
        ContainerInstance instance = Registration.instance(cluster, machine.instanceId(), Agent.resources(machine),
                Agent.attributes(machine), Agent.version(), now);
        this.fleet.put(instance);
        return instance;
    }

    private void reconnect(Join join) {
        this.fleet.find(join.instanceArn())
            .filter((one) -> !Fleet.INACTIVE.equals(one.status()) && !Boolean.TRUE.equals(one.agentConnected()))
            .ifPresent((one) -> this.fleet.change(join.instanceArn(), (next) -> next.agentConnected(true)));
    }

    private void follow(Join join, Instant now) {
        String state = this.machines.find(join.region(), join.machineId()).map(Machine::state).orElse("terminated");
        if (List.of("pending", "running").contains(state)) {
            return;
        }
        ContainerInstance instance = this.fleet.find(join.instanceArn())
            .filter((one) -> !Fleet.INACTIVE.equals(one.status()))
            .orElse(null);
        if (state.equals("terminated")) {
            if (instance != null) {
                this.changes.leave(instance, "Host EC2 (instance " + join.machineId() + ") terminated.", now);
            }
            this.joins.remove(join.region() + "/" + join.machineId());
        }
        else if (instance != null && Boolean.TRUE.equals(instance.agentConnected())) {
            this.fleet.change(join.instanceArn(), (next) -> next.agentConnected(false));
            for (Task task : this.fleet.tasksOn(instance)) {
                this.engine.stop(task, now, TaskStopCode.TERMINATION_NOTICE, "Host EC2 (instance " + join.machineId()
                        + (state.startsWith("stop") ? ") stopped." : ") terminated."));
            }
        }
    }

}
