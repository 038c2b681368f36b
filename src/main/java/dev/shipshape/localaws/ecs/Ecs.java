package dev.shipshape.localaws.ecs;

import java.util.HashMap;
import java.util.Map;

import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;

/** Amazon ECS, API version 2014-11-13. */
public final class Ecs implements AwsService {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    public Ecs(Store store, Surroundings surroundings) {
        EcsTables tables = EcsTables.of(store);
        Tags tags = new Tags(tables);
        this.operations.putAll(tags.operations());
        this.operations.putAll(new Clusters(tables, tags).operations());
        this.operations.putAll(CapacityProviders.operations());
    }

    @Override
    public Wire wire() {
        return Wire.json("ecs", "AmazonEC2ContainerServiceV20141113");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

}
