package dev.shipshape.localaws.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.groups.SecurityGroups;
import dev.shipshape.localaws.ec2.instances.InstanceTables;
import dev.shipshape.localaws.ec2.instances.Instances;
import dev.shipshape.localaws.ec2.network.Interfaces;
import dev.shipshape.localaws.ec2.network.Networks;
import dev.shipshape.localaws.ec2.places.AccountAttributes;
import dev.shipshape.localaws.ec2.places.Places;
import dev.shipshape.localaws.ec2.places.TagCalls;
import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Kind;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.engine.Machines;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.iam.Profiles;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;

/** Amazon EC2, API version 2016-11-15: networks, security groups, simulated instances. */
public final class Ec2 implements AwsService {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    private final NetworkTables networks;

    private final Instances instances;

    private final TagCalls tagCalls;

    /**
     * The service.
     * @param store where its state lies
     * @param pace how fast instances change their states
     */
    public Ec2(Store store, Pace pace) {
        TagTable tags = new TagTable(store);
        this.networks = new NetworkTables(store, tags);
        Interfaces interfaces = new Interfaces(store, this.networks);
        this.instances = new Instances(new InstanceTables(store, tags), this.networks, interfaces, new Profiles(store),
                pace);
        this.operations.putAll(new Networks(store, this.networks, interfaces).operations());
        this.operations.putAll(new SecurityGroups(this.networks, interfaces).operations());
        this.operations.putAll(this.instances.operations());
        this.operations.putAll(new Places().operations());
        this.operations.putAll(new AccountAttributes(this.networks).operations());
        List<Kind<?>> kinds = new ArrayList<>(this.networks.kinds());
        kinds.addAll(this.instances.kinds());
        this.tagCalls = new TagCalls(tags, kinds, this.networks);
        this.operations.putAll(this.tagCalls.operations());
    }

    @Override
    public Wire wire() {
        return Wire.ec2("2016-11-15");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

    /** The tags of everything in a region that has some, by type and id with a slash. */
    public Map<String, Map<String, String>> tags(String region) {
        return this.tagCalls.all(region);
    }

    /** The networks as tasks are put into them. */
    public Network network() {
        return new EngineNetwork(this.networks);
    }

    /** The instances as container instances are made of them. */
    public Machines machines() {
        return this.instances;
    }

    /** Lets time pass up to now. Belongs inside a transaction. */
    public void advance(Instant now) {
        this.instances.advance(now);
    }

}
