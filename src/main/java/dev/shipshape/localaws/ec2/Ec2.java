package dev.shipshape.localaws.ec2;

import java.util.HashMap;
import java.util.Map;

import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;

/** Amazon EC2, API version 2016-11-15: the default network, to be looked at. */
public final class Ec2 implements AwsService {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    public Ec2(Store store) {
        NetworkInterfaces interfaces = new NetworkInterfaces(TaskInterface.table(store));
        this.operations.putAll(new Vpcs(interfaces).operations());
        this.operations.putAll(interfaces.operations());
        this.operations.putAll(new Routes().operations());
        this.operations.putAll(new Places().operations());
    }

    @Override
    public Wire wire() {
        return Wire.ec2("2016-11-15");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

}
