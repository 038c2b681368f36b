package dev.shipshape.localaws.ec2.instances;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ec2.network.Attachments;
import dev.shipshape.localaws.ec2.network.Interfaces;
import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Kind;
import dev.shipshape.localaws.engine.Machines;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.iam.Profiles;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Simulated instances, whole: the calls, their states, and what others see of them. */
public final class Instances implements Machines {

    private final InstanceTables tables;

    private final Lives lives;

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    /** The instances in these tables. */
    public Instances(InstanceTables tables, NetworkTables network, Interfaces interfaces, Profiles profiles,
            Pace pace) {
        this.tables = tables;
        Attachments attachments = new Attachments(network, interfaces);
        Volumes volumes = new Volumes(tables);
        this.lives = new Lives(tables, attachments, volumes, pace);
        Launcher launcher = new Launcher(tables, attachments, volumes, new InstanceProfiles(profiles), pace);
        this.operations.putAll(new RunInstances(tables, network, launcher).operations());
        this.operations.putAll(new DescribeInstances(tables).operations());
        this.operations.putAll(new InstanceChanges(tables, this.lives).operations());
        this.operations.putAll(new InstanceAttributes(tables, network).operations());
        this.operations.putAll(new InstanceTypes().operations());
        this.operations.putAll(new Images().operations());
        this.operations.putAll(new KeyPairs(tables).operations());
        this.operations.putAll(volumes.operations());
    }

    /** The operations that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return this.operations;
    }

    /** All kinds that can have tags. */
    public List<Kind<?>> kinds() {
        return this.tables.kinds();
    }

    /** Lets time pass up to now. Belongs inside a transaction. */
    public void advance(Instant now) {
        this.lives.advance(now);
    }

    @Override
    public List<Machine> running() {
        return this.tables.instances()
            .everywhere()
            .entrySet()
            .stream()
            .filter((entry) -> entry.getValue().state().name() == InstanceStateName.RUNNING)
            .map((entry) -> machine(entry.getKey().substring(0, entry.getKey().indexOf('/')), entry.getValue()))
            .toList();
    }

    @Override
    public Optional<Machine> find(String region, String instanceId) {
        return this.tables.instances().find(region, instanceId).map((one) -> machine(region, one));
    }

    private Machine machine(String region, Instance one) {
        InstanceTypes.Size size = InstanceTypes.size(one.instanceTypeAsString());
        String userData = this.tables.launch(region, one.instanceId()).userData();
        return new Machine(region, one.instanceId(), one.state().nameAsString(), size.type(), size.vcpus(),
                size.memory(), size.gpus(), size.architecture(), one.imageId(), one.placement().availabilityZone(),
                one.subnetId(), one.privateIpAddress(),
                (one.iamInstanceProfile() != null) ? one.iamInstanceProfile().arn() : null,
                (userData != null) ? new String(Base64.getMimeDecoder().decode(userData), StandardCharsets.UTF_8) : "",
                one.launchTime());
    }

}
