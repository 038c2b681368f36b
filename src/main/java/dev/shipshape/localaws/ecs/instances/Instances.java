package dev.shipshape.localaws.ecs.instances;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.engine.Machines;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;

/** All that ECS does with container instances. */
public final class Instances {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    private final InstanceChanges changes;

    private final AgentCalls agents;

    private final ClusterJoin join;

    /** The calls on the instances of a fleet, and what those do by themselves. */
    public Instances(Store store, EcsTables tables, Clusters clusters, Fleet fleet, Tags tags, Engine engine,
            Machines machines) {
        this.changes = new InstanceChanges(store, clusters, fleet, tags, engine);
        this.agents = new AgentCalls(store, clusters, fleet, engine.pace());
        this.join = new ClusterJoin(store, tables, fleet, this.changes, engine, machines);
        this.operations.putAll(new Registration(clusters, fleet, tags, machines).operations());
        this.operations.putAll(new ContainerInstances(clusters, fleet, tags).operations());
        this.operations.putAll(this.changes.operations());
        this.operations.putAll(this.agents.operations());
        this.operations.putAll(new AgentReports(tables, clusters, engine).operations());
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

    /** Lets time pass up to now. */
    public void advance(Instant now) {
        this.join.advance(now);
        this.changes.advance(now);
        this.agents.advance(now);
    }

}
