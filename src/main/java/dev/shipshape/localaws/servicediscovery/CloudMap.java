package dev.shipshape.localaws.servicediscovery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;

/**
 * AWS Cloud Map, API version 2017-03-14. What takes time on AWS is an operation here as
 * well: submitted, pending, and carried out after a few seconds at the sandbox's pace.
 */
public final class CloudMap implements AwsService {

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    private final CloudMapTables tables;

    private final Progress progress;

    /** The service, with its state in this store and its VPCs in this network. */
    public CloudMap(Store store, Network network, Pace pace) {
        this.tables = new CloudMapTables(store);
        this.progress = new Progress(store, pace);
        Changes changes = new Changes(store, this.tables, network);
        this.progress.carriedOutBy(changes::carryOut);
        this.operations.putAll(new NewNamespaces(this.tables, this.progress, changes).operations());
        this.operations.putAll(new Namespaces(this.tables, this.progress).operations());
        this.operations.putAll(new NewServices(this.tables, this.progress).operations());
        this.operations.putAll(new Services(this.tables, this.progress, changes).operations());
        this.operations.putAll(new Instances(this.tables, this.progress, changes).operations());
        this.operations.putAll(new Discovery(this.tables).operations());
        this.operations.putAll(new OperationCalls(this.progress).operations());
        this.operations.putAll(new CloudMapTags(this.tables).operations());
    }

    /** Carries out the operations that are due; inside a transaction. */
    public void advance(Instant now) {
        this.progress.advance(now);
    }

    /** The tags of what has some in the region of the call, by ARN. */
    public Map<String, Map<String, String>> tags(CallContext context) {
        Map<String, Map<String, String>> byArn = new TreeMap<>();
        for (String arn : this.tables.tags().keys(context.arn("servicediscovery", ""))) {
            Map<String, String> tags = this.tables.tagsOf(arn);
            if (!tags.isEmpty() && this.tables.isThere(context, arn)) {
                byArn.put(arn, tags);
            }
        }
        return byArn;
    }

    @Override
    public Wire wire() {
        return Wire.json("servicediscovery", "Route53AutoNaming_v20170314");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

    @Override
    public AwsError missing(String member) {
        String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        return CloudMapChecks.invalid("1 validation error detected: Value null at '" + name
                + "' failed to satisfy constraint: Member must not be null");
    }

}
