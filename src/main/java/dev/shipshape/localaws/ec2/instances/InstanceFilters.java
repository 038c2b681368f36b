package dev.shipshape.localaws.ec2.instances;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.shipshape.localaws.ec2.shared.Filters;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** The filters that the EC2 API reference lists for instances and what goes with them. */
final class InstanceFilters {

    private InstanceFilters() {
    }

    static Filters<Instance> instances() {
        return new Filters<Instance>().by("instance-id", Instance::instanceId)
            .by("instance-state-name", (one) -> one.state().nameAsString())
            .by("instance-state-code", (one) -> one.state().code())
            .by("instance-type", Instance::instanceTypeAsString)
            .by("instance-lifecycle", Instance::instanceLifecycleAsString)
            .by("image-id", Instance::imageId)
            .by("key-name", Instance::keyName)
            .by("launch-index", Instance::amiLaunchIndex)
            .by("launch-time", Instance::launchTime)
            .by("architecture", Instance::architectureAsString)
            .by("platform", Instance::platformAsString)
            .by("hypervisor", Instance::hypervisorAsString)
            .by("virtualization-type", Instance::virtualizationTypeAsString)
            .by("root-device-name", Instance::rootDeviceName)
            .by("root-device-type", Instance::rootDeviceTypeAsString)
            .by("client-token", Instance::clientToken)
            .by("vpc-id", Instance::vpcId)
            .by("network-interface.vpc-id", Instance::vpcId)
            .by("subnet-id", Instance::subnetId)
            .by("network-interface.subnet-id", Instance::subnetId)
            .by("availability-zone", (one) -> one.placement().availabilityZone())
            .by("tenancy", (one) -> one.placement().tenancyAsString())
            .by("placement-group-name", (one) -> one.placement().groupName())
            .by("private-ip-address", Instance::privateIpAddress)
            .by("network-interface.addresses.private-ip-address", Instance::privateIpAddress)
            .by("ip-address", Instance::publicIpAddress)
            .by("network-interface.addresses.association.public-ip", Instance::publicIpAddress)
            .by("private-dns-name", Instance::privateDnsName)
            .by("dns-name", Instance::publicDnsName)
            .by("source-dest-check", Instance::sourceDestCheck)
            .by("monitoring-state", (one) -> one.monitoring().stateAsString())
            .by("state-reason-code", (one) -> (one.stateReason() != null) ? one.stateReason().code() : null)
            .by("reason", Instance::stateTransitionReason)
            .by("iam-instance-profile.arn",
                    (one) -> (one.iamInstanceProfile() != null) ? one.iamInstanceProfile().arn() : null)
            .byAny("instance.group-id", (one) -> values(one.securityGroups(), GroupIdentifier::groupId))
            .byAny("instance.group-name", (one) -> values(one.securityGroups(), GroupIdentifier::groupName))
            .byAny("network-interface.group-id", (one) -> values(one.securityGroups(), GroupIdentifier::groupId))
            .byAny("network-interface.network-interface-id",
                    (one) -> values(one.networkInterfaces(), InstanceNetworkInterface::networkInterfaceId))
            .byAny("block-device-mapping.volume-id",
                    (one) -> values(one.blockDeviceMappings(), (device) -> device.ebs().volumeId()))
            .byAny("block-device-mapping.device-name",
                    (one) -> values(one.blockDeviceMappings(), (device) -> device.deviceName()))
            .by("owner-id", (one) -> dev.shipshape.localaws.protocol.CallContext.ACCOUNT)
            .byTags(Instance::tags);
    }

    static Filters<Volume> volumes() {
        return new Filters<Volume>().by("volume-id", Volume::volumeId)
            .by("status", Volume::stateAsString)
            .by("size", Volume::size)
            .by("volume-type", Volume::volumeTypeAsString)
            .by("availability-zone", Volume::availabilityZone)
            .by("encrypted", Volume::encrypted)
            .by("snapshot-id", Volume::snapshotId)
            .by("create-time", Volume::createTime)
            .byAny("attachment.instance-id", (one) -> values(one.attachments(), VolumeAttachment::instanceId))
            .byAny("attachment.device", (one) -> values(one.attachments(), VolumeAttachment::device))
            .byAny("attachment.status", (one) -> values(one.attachments(), VolumeAttachment::stateAsString))
            .byAny("attachment.delete-on-termination",
                    (one) -> values(one.attachments(), VolumeAttachment::deleteOnTermination))
            .byTags(Volume::tags);
    }

    static Filters<KeyPairInfo> keyPairs() {
        return new Filters<KeyPairInfo>().by("key-name", KeyPairInfo::keyName)
            .by("key-pair-id", KeyPairInfo::keyPairId)
            .by("fingerprint", KeyPairInfo::keyFingerprint)
            .byTags(KeyPairInfo::tags);
    }

    static Filters<Image> images() {
        return new Filters<Image>().by("image-id", Image::imageId)
            .by("name", Image::name)
            .by("description", Image::description)
            .by("architecture", Image::architectureAsString)
            .by("state", Image::stateAsString)
            .by("owner-alias", Image::imageOwnerAlias)
            .by("owner-id", Image::ownerId)
            .by("is-public", Image::publicLaunchPermissions)
            .by("image-type", Image::imageTypeAsString)
            .by("platform", Image::platformAsString)
            .by("root-device-type", Image::rootDeviceTypeAsString)
            .by("root-device-name", Image::rootDeviceName)
            .by("virtualization-type", Image::virtualizationTypeAsString)
            .by("hypervisor", Image::hypervisorAsString)
            .by("ena-support", Image::enaSupport)
            .by("creation-date", Image::creationDate)
            .byAny("block-device-mapping.volume-type",
                    (one) -> values(one.blockDeviceMappings(), (device) -> device.ebs().volumeTypeAsString()))
            .byTags(Image::tags);
    }

    private static <T> List<String> values(List<T> parts, Function<T, @Nullable Object> fact) {
        return parts.stream().map(fact).filter(Objects::nonNull).map(String::valueOf).toList();
    }

}
