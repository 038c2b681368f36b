package dev.shipshape.localaws.elb;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;

/**
 * Elastic Load Balancing, API version 2015-12-01: what is made is kept and given back,
 * and removed in AWS's order. Nothing listens, and no target is looked after.
 */
public final class Elb implements AwsService {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    private final ElbTables tables;

    /** The service, with its state in this store and its balancers in this network. */
    public Elb(Store store, Network network, Pace pace) {
        ElbTables tables = new ElbTables(store);
        this.tables = tables;
        this.operations.putAll(new LoadBalancers(tables, network, pace).operations());
        this.operations.putAll(new TargetGroups(tables).operations());
        this.operations.putAll(new Targets(tables).operations());
        this.operations.putAll(new Listeners(tables).operations());
        this.operations.putAll(new Rules(tables).operations());
        this.operations.putAll(new Attributes(tables).operations());
        this.operations.putAll(new ElbTags(tables).operations());
    }

    /**
     * The tags of what has some in the region of the call, by ARN.
     */
    public Map<String, Map<String, String>> tags(CallContext context) {
        Map<String, Map<String, String>> byArn = new TreeMap<>();
        for (String arn : this.tables.tags().keys(context.arn("elasticloadbalancing", ""))) {
            Map<String, String> values = this.tables.tagsOf(arn);
            if (!values.isEmpty()) {
                byArn.put(arn, values);
            }
        }
        return byArn;
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
