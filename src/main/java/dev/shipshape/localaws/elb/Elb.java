package dev.shipshape.localaws.elb;

import java.util.HashMap;
import java.util.Map;

import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;

/**
 * Elastic Load Balancing, API version 2015-12-01: what is made is kept and given back,
 * and removed in AWS's order. Nothing listens, and no target is looked after.
 */
public final class Elb implements AwsService {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    /** The service, with its state in this store and its balancers in this network. */
    public Elb(Store store, Network network, Pace pace) {
        ElbTables tables = new ElbTables(store);
        this.operations.putAll(new LoadBalancers(tables, network, pace).operations());
        this.operations.putAll(new TargetGroups(tables).operations());
        this.operations.putAll(new Targets(tables).operations());
        this.operations.putAll(new Listeners(tables).operations());
        this.operations.putAll(new Rules(tables).operations());
        this.operations.putAll(new Attributes(tables).operations());
        this.operations.putAll(new ElbTags(tables).operations());
    }

    @Override
    public Wire wire() {
        return Wire.query("elasticloadbalancing", "2015-12-01");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

}
