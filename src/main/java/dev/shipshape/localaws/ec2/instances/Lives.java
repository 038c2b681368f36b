package dev.shipshape.localaws.ec2.instances;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.shipshape.localaws.ec2.network.Attachments;
import dev.shipshape.localaws.engine.Pace;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * The states of instances. What is pending is running ten seconds later, what is stopping
 * is stopped and what is shutting down is terminated likewise, all at the sandbox's pace;
 * an hour after that EC2 forgets it (EC2 user guide, "Instance state changes").
 */
final class Lives {

    private static final int SECONDS = 10;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final InstanceTables tables;

    private final Attachments attachments;

    private final Volumes volumes;

    private final Pace pace;

    Lives(InstanceTables tables, Attachments attachments, Volumes volumes, Pace pace) {
        this.tables = tables;
        this.attachments = attachments;
        this.volumes = volumes;
        this.pace = pace;
    }

    /** EC2's number for a state. */
    static int code(InstanceStateName state) {
        return switch (state) {
            case PENDING -> 0;
            case RUNNING -> 16;
            case SHUTTING_DOWN -> 32;
            case TERMINATED -> 48;
            case STOPPING -> 64;
            default -> 80;
        };
    }

    /** Lets time pass up to now. */
    void advance(Instant now) {
        for (String key = next(now); key != null; key = next(now)) {
            InstanceTables.Step step = this.tables.steps().find(key).orElseThrow();
            this.tables.steps().remove(key);
            this.tables.instances().find(step.region(), step.instanceId()).ifPresent((one) -> take(step, one));
        }
    }

    private @org.jspecify.annotations.Nullable String next(Instant now) {
        List<String> first = this.tables.steps().keysAfter("", "", 1);
        return (!first.isEmpty() && Long.parseLong(first.get(0).substring(0, 15)) <= now.toEpochMilli()) ? first.get(0)
                : null;
    }

    private void take(InstanceTables.Step step, Instance one) {
        InstanceStateName state = step.state();
        if (state == null) {
            this.tables.instances().remove(step.region(), step.instanceId());
            this.tables.launches().remove(step.region() + "/" + step.instanceId());
        }
        else {
            this.tables.instances().put(step.region(), switch (state) {
                case RUNNING -> running(step.region(), one);
                case TERMINATED -> terminated(step, one);
                default -> stopped(step.region(), one);
            });
        }
    }

    private Instance running(String region, Instance one) {
        Instance.Builder running = one.toBuilder()
            .state((state) -> state.name(InstanceStateName.RUNNING).code(16))
            .metadataOptions(one.metadataOptions().toBuilder().state("applied").build());
        if (one.monitoring().stateAsString().equals("pending")) {
            running.monitoring((monitoring) -> monitoring.state("enabled"));
        }
        if (one.publicIpAddress() == null && this.tables.launch(region, one.instanceId()).publicAddress()) {
            String address = "203.0.113." + (1 + ThreadLocalRandom.current().nextInt(254));
            NetworkInterface eni = this.attachments.withPublicAddress(region,
                    one.networkInterfaces().get(0).networkInterfaceId(), address);
            running.networkInterfaces(Attachments.seen(eni))
                .publicIpAddress(address)
                .publicDnsName(Attachments.dnsName(region, address));
        }
        return running.build();
    }

    private Instance stopped(String region, Instance one) {
        Instance.Builder stopped = one.toBuilder().state((state) -> state.name(InstanceStateName.STOPPED).code(80));
        if (one.publicIpAddress() != null && this.tables.launch(region, one.instanceId()).publicAddress()) {
            NetworkInterface eni = this.attachments.withPublicAddress(region,
                    one.networkInterfaces().get(0).networkInterfaceId(), null);
            stopped.networkInterfaces(Attachments.seen(eni)).publicIpAddress(null).publicDnsName("");
        }
        return stopped.build();
    }

    private Instance terminated(InstanceTables.Step step, Instance one) {
        for (InstanceNetworkInterface eni : one.networkInterfaces()) {
            this.attachments.release(step.region(), eni.networkInterfaceId());
        }
        one.blockDeviceMappings().forEach((device) -> this.volumes.release(step.region(), device.ebs().volumeId()));
        InstanceTables.Step last = new InstanceTables.Step(step.region(), step.instanceId(), null,
                step.at().plus(REMEMBERED));
        this.tables.steps().put(last.key(), last);
        return one.toBuilder()
            .state((state) -> state.name(InstanceStateName.TERMINATED).code(48))
            .networkInterfaces(List.of())
            .blockDeviceMappings(List.of())
            .securityGroups(List.of())
            .iamInstanceProfile((IamInstanceProfile) null)
            .subnetId(null)
            .vpcId(null)
            .privateIpAddress(null)
            .publicIpAddress(null)
            .privateDnsName("")
            .publicDnsName("")
            .monitoring((monitoring) -> monitoring.state("disabled"))
            .build();
    }

    /** Lets an instance go into a passing state, and out of it when its time has come. */
    Instance begin(String region, Instance one, InstanceStateName passing, InstanceStateName then, Instant now) {
        Instance.Builder changed = one.toBuilder().state((state) -> state.name(passing).code(code(passing)));
        if (then == InstanceStateName.RUNNING) {
            changed.launchTime(now).stateTransitionReason("").stateReason((reason) -> reason.code("pending"));
        }
        else {
            changed.stateTransitionReason("User initiated ("
                    + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC).format(now) + " GMT)")
                .stateReason((reason) -> reason.code("Client.UserInitiatedShutdown")
                    .message("Client.UserInitiatedShutdown: User initiated shutdown"));
        }
        Instance kept = changed.build();
        this.tables.instances().put(region, kept);
        this.tables.steps()
            .keys("")
            .stream()
            .filter((key) -> key.endsWith("/" + region + "/" + one.instanceId()))
            .toList()
            .forEach(this.tables.steps()::remove);
        InstanceTables.Step step = new InstanceTables.Step(region, one.instanceId(), then,
                now.plus(this.pace.of(SECONDS)));
        this.tables.steps().put(step.key(), step);
        return kept;
    }

}
