package dev.shipshape.localaws.ec2.instances;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.ec2.shared.Kind;
import dev.shipshape.localaws.ec2.shared.Naming;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The instances of each region, and what belongs to them. */
public final class InstanceTables {

    private final TagTable tags;

    private final Kind<Instance> instances;

    private final Kind<Volume> volumes;

    private final Kind<KeyPairInfo> keyPairs;

    private final Table<Launch> launches;

    private final Table<Step> steps;

    private final Table<Token> tokens;

    /** The instances in a store. */
    public InstanceTables(Store store, TagTable tags) {
        this.tags = tags;
        this.instances = new Kind<>(store, tags, new Naming("i", "instance", "InvalidInstanceID", "instance ID"),
                Instance::builder, Instance::instanceId, (one, own) -> one.toBuilder().tags(own).build(),
                InstanceFilters.instances(), (region) -> {
                });
        this.volumes = new Kind<>(store, tags, new Naming("vol", "volume", "InvalidVolume", "volume"), Volume::builder,
                Volume::volumeId, (one, own) -> one.toBuilder().tags(own).build(), InstanceFilters.volumes(),
                (region) -> {
                });
        this.keyPairs = new Kind<>(store, tags, new Naming("key", "key-pair", "InvalidKeyPair", "key pair"),
                KeyPairInfo::builder, KeyPairInfo::keyPairId, (one, own) -> one.toBuilder().tags(own).build(),
                InstanceFilters.keyPairs(), (region) -> {
                });
        this.launches = store.records("ec2.launches", Launch.class);
        this.steps = store.records("ec2.steps", Step.class);
        this.tokens = store.records("ec2.tokens", Token.class);
    }

    TagTable tags() {
        return this.tags;
    }

    /** The instances. */
    public Kind<Instance> instances() {
        return this.instances;
    }

    Kind<Volume> volumes() {
        return this.volumes;
    }

    Kind<KeyPairInfo> keyPairs() {
        return this.keyPairs;
    }

    /** All kinds that can have tags. */
    public List<Kind<?>> kinds() {
        return List.of(this.instances, this.volumes, this.keyPairs);
    }

    /** What an instance was launched with; the key is region and instance id. */
    Table<Launch> launches() {
        return this.launches;
    }

    Launch launch(String region, String instanceId) {
        return this.launches.find(region + "/" + instanceId).orElseThrow();
    }

    /** What instances become by themselves, in the order of the times. */
    Table<Step> steps() {
        return this.steps;
    }

    Table<Token> tokens() {
        return this.tokens;
    }

    Optional<KeyPairInfo> keyPair(String region, String name) {
        return this.keyPairs.all(region).stream().filter((pair) -> name.equals(pair.keyName())).findFirst();
    }

    /**
     * What of a launch the instance itself does not tell.
     *
     * @param reservationId the reservation that it was launched in
     * @param userData its user data as Base64, or null
     * @param shutdownBehavior {@code stop} or {@code terminate}
     * @param disableApiTermination whether it may not be terminated
     * @param disableApiStop whether it may not be stopped
     * @param publicAddress whether it gets a public address at each start
     */
    record Launch(String reservationId, @Nullable String userData, String shutdownBehavior,
            boolean disableApiTermination, boolean disableApiStop, boolean publicAddress) {
    }

    /**
     * What an instance becomes by itself.
     *
     * @param region its region
     * @param instanceId its id
     * @param state the state that it goes into; null when EC2 forgets it
     * @param at when
     */
    record Step(String region, String instanceId, @Nullable InstanceStateName state, Instant at) {

        String key() {
            return String.format("%015d/%s/%s", this.at.toEpochMilli(), this.region, this.instanceId);
        }

    }

    /**
     * A client token that was used.
     *
     * @param request what was asked for with it
     * @param reservationId what came of it
     */
    record Token(String request, String reservationId) {
    }

}
