package dev.shipshape.localaws.ec2.network;

import java.util.HashMap;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;

/** The calls about networks, together. */
public final class Networks {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    /** The calls about these networks. */
    public Networks(Store store, NetworkTables tables, Interfaces interfaces) {
        VpcAttributes attributes = new VpcAttributes(store, tables);
        this.operations.putAll(attributes.operations());
        this.operations.putAll(new Vpcs(tables, interfaces, attributes).operations());
        this.operations.putAll(new Subnets(tables, interfaces).operations());
        Attachments attachments = new Attachments(tables, interfaces);
        this.operations.putAll(new NetworkInterfaces(tables, interfaces, attachments).operations());
        this.operations.putAll(new NatGateways(tables, attachments).operations());
        this.operations.putAll(new Addresses(tables, attachments).operations());
        this.operations.putAll(new VpcEndpoints(tables).operations());
        this.operations.putAll(new VpcDefaults(tables).operations());
        this.operations.putAll(new InternetGateways(tables, interfaces).operations());
        this.operations.putAll(new RouteTables(tables).operations());
        this.operations.putAll(new Routes(tables).operations());
    }

    /** The operations that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

}
