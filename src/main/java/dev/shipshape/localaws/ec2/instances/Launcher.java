package dev.shipshape.localaws.ec2.instances;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.ec2.network.Attachments;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.protocol.CallContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Makes the instances that RunInstances has checked, with interface and volumes. */
final class Launcher {

    /** How long an instance is pending, in seconds. */
    private static final int PENDING = 10;

    private final InstanceTables tables;

    private final Attachments attachments;

    private final Volumes volumes;

    private final InstanceProfiles profiles;

    private final Pace pace;

    Launcher(InstanceTables tables, Attachments attachments, Volumes volumes, InstanceProfiles profiles, Pace pace) {
        this.tables = tables;
        this.attachments = attachments;
        this.volumes = volumes;
        this.profiles = profiles;
        this.pace = pace;
    }

    Instance launch(CallContext context, RunInstancesRequest request, Plan plan, String reservation, int index) {
        String id = Ids.next("i");
        Image image = Images.get(context, request.imageId());
        String type = (request.instanceTypeAsString() != null) ? request.instanceTypeAsString() : "m1.small";
        InstanceTypes.Size size = InstanceTypes.size(type);
        NetworkInterface eni = attach(context, request, plan, id);
        List<InstanceBlockDeviceMapping> devices = new ArrayList<>();
        for (Volume volume : this.volumes.make(context, request, image, id, plan.subnet().availabilityZone())) {
            devices.add(InstanceBlockDeviceMapping.builder()
                .deviceName(volume.attachments().get(0).device())
                .ebs((ebs) -> ebs.volumeId(volume.volumeId())
                    .status("attached")
                    .attachTime(volume.createTime())
                    .deleteOnTermination(volume.attachments().get(0).deleteOnTermination()))
                .build());
        }
        boolean spot = request.instanceMarketOptions() != null
                && request.instanceMarketOptions().marketType() == MarketType.SPOT;
        Instance instance = Instance.builder()
            .instanceId(id)
            .imageId(image.imageId())
            .state((state) -> state.name(InstanceStateName.PENDING).code(0))
            .stateTransitionReason("")
            .instanceType(type)
            .architecture(size.architecture())
            .amiLaunchIndex(index)
            .clientToken(request.clientToken())
            .keyName(request.keyName())
            .launchTime(context.now().truncatedTo(ChronoUnit.SECONDS))
            .placement((placement) -> placement.availabilityZone(plan.subnet().availabilityZone())
                .groupName((request.placement() != null)
                        ? Optional.ofNullable(request.placement().groupName()).orElse("") : "")
                .tenancy((request.placement() != null)
                        ? Optional.ofNullable(request.placement().tenancyAsString()).orElse("default") : "default"))
            .monitoring((monitoring) -> monitoring
                .state((request.monitoring() != null && Boolean.TRUE.equals(request.monitoring().enabled())) ? "pending"
                        : "disabled"))
            .productCodes(List.of())
            .platform(image.platformAsString())
            .platformDetails(image.platformDetails())
            .usageOperation(image.usageOperation())
            .usageOperationUpdateTime(context.now().truncatedTo(ChronoUnit.SECONDS))
            .ebsOptimized(Boolean.TRUE.equals(request.ebsOptimized()))
            .enaSupport(true)
            .hypervisor("xen")
            .virtualizationType("hvm")
            .rootDeviceName(image.rootDeviceName())
            .rootDeviceType("ebs")
            .blockDeviceMappings(devices)
            .sourceDestCheck(true)
            .subnetId(plan.subnet().subnetId())
            .vpcId(plan.subnet().vpcId())
            .privateIpAddress(eni.privateIpAddress())
            .privateDnsName(eni.privateDnsName())
            .publicDnsName("")
            .securityGroups(plan.groups())
            .networkInterfaces(Attachments.seen(eni))
            .iamInstanceProfile(this.profiles.of(request.iamInstanceProfile()))
            .instanceLifecycle(spot ? "spot" : null)
            .spotInstanceRequestId(spot ? "sir-" + id.substring(3, 11) : null)
            .cpuOptions(
                    (cpu) -> cpu.coreCount(Math.max(1, size.vcpus() / 2)).threadsPerCore((size.vcpus() > 1) ? 2 : 1))
            .capacityReservationSpecification((capacity) -> capacity.capacityReservationPreference("open"))
            .hibernationOptions((hibernation) -> hibernation.configured(false))
            .enclaveOptions((enclave) -> enclave.enabled(false))
            .metadataOptions((metadata) -> metadata.state("pending")
                .httpTokens(Optional.ofNullable(request.metadataOptions())
                    .map((one) -> one.httpTokensAsString())
                    .orElse("optional"))
                .httpPutResponseHopLimit(Optional.ofNullable(request.metadataOptions())
                    .map((one) -> one.httpPutResponseHopLimit())
                    .orElse(1))
                .httpEndpoint(Optional.ofNullable(request.metadataOptions())
                    .map((one) -> one.httpEndpointAsString())
                    .orElse("enabled"))
                .httpProtocolIpv6("disabled")
                .instanceMetadataTags(Optional.ofNullable(request.metadataOptions())
                    .map((one) -> one.instanceMetadataTagsAsString())
                    .orElse("disabled")))
            .maintenanceOptions((maintenance) -> maintenance.autoRecovery("default"))
            .privateDnsNameOptions((options) -> options.hostnameType("ip-name")
                .enableResourceNameDnsARecord(false)
                .enableResourceNameDnsAAAARecord(false))
            .currentInstanceBootMode("legacy-bios")
            .build();
        this.tables.instances().put(context.region(), instance);
        this.tables.tags().add(context.region(), id, "instance", request.tagSpecifications());
        this.tables.launches().put(context.region() + "/" + id, launch(request, plan, reservation));
        InstanceTables.Step step = new InstanceTables.Step(context.region(), id, InstanceStateName.RUNNING,
                context.now().plus(pending()));
        this.tables.steps().put(step.key(), step);
        return this.tables.instances().get(context.region(), id);
    }

    Duration pending() {
        return this.pace.of(PENDING);
    }

    private NetworkInterface attach(CallContext context, RunInstancesRequest request, Plan plan, String instanceId) {
        InstanceNetworkInterfaceSpecification asked = plan.primary();
        if (asked != null && asked.networkInterfaceId() != null) {
            return this.attachments.attach(context, asked.networkInterfaceId(), instanceId);
        }
        String address = (asked != null) ? asked.privateIpAddress() : request.privateIpAddress();
        NetworkInterface made = this.attachments.make(context, plan.subnet(), plan.groups(), address, instanceId,
                (asked == null || asked.deleteOnTermination() == null) || asked.deleteOnTermination(),
                (asked != null && asked.description() != null) ? asked.description() : "");
        this.tables.tags()
            .add(context.region(), made.networkInterfaceId(), "network-interface", request.tagSpecifications());
        return made;
    }

    private static InstanceTables.Launch launch(RunInstancesRequest request, Plan plan, String reservation) {
        Boolean asked = (plan.primary() != null) ? plan.primary().associatePublicIpAddress() : null;
        boolean isPublic = (asked != null) ? asked : Boolean.TRUE.equals(plan.subnet().mapPublicIpOnLaunch());
        String behavior = request.instanceInitiatedShutdownBehaviorAsString();
        return new InstanceTables.Launch(reservation, request.userData(), (behavior != null) ? behavior : "stop",
                Boolean.TRUE.equals(request.disableApiTermination()), Boolean.TRUE.equals(request.disableApiStop()),
                isPublic);
    }

    /**
     * Where an instance goes.
     *
     * @param subnet its subnet
     * @param groups its security groups, of the subnet's VPC
     * @param primary what was asked of its first interface, or null
     */
    record Plan(Subnet subnet, List<GroupIdentifier> groups, @Nullable InstanceNetworkInterfaceSpecification primary) {
    }

}
