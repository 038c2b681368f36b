package dev.shipshape.localaws.ec2.instances;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** The volumes that instances are launched with; they hold nothing. */
final class Volumes {

    private final InstanceTables tables;

    Volumes(InstanceTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeVolumes", Calls.of(DescribeVolumesRequest::builder, this::describe));
    }

    private DescribeVolumesResponse describe(CallContext context, DescribeVolumesRequest request) {
        Page<Volume> page = this.tables.volumes()
            .page(context, request.volumeIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeVolumesResponse.builder().volumes(page.items()).nextToken(page.nextToken()).build();
    }

    /**
     * Makes the volumes of a new instance: those of its image, as the call changes them.
     */
    List<Volume> make(CallContext context, RunInstancesRequest request, Image image, String instanceId, String zone) {
        Map<String, EbsBlockDevice> devices = new LinkedHashMap<>();
        image.blockDeviceMappings().forEach((device) -> devices.put(device.deviceName(), device.ebs()));
        for (BlockDeviceMapping asked : request.blockDeviceMappings()) {
            if (asked.noDevice() != null) {
                devices.remove(asked.deviceName());
            }
            else if (asked.ebs() != null) {
                devices.put(asked.deviceName(), asked.ebs());
            }
        }
        List<Volume> made = new ArrayList<>();
        devices.forEach((name, ebs) -> made.add(make(context, request, name, ebs, instanceId, zone)));
        return made;
    }

    private Volume make(CallContext context, RunInstancesRequest request, String device, @Nullable EbsBlockDevice ebs,
            String instanceId, String zone) {
        Optional<EbsBlockDevice> asked = Optional.ofNullable(ebs);
        String id = Ids.next("vol");
        Volume volume = Volume.builder()
            .volumeId(id)
            .availabilityZone(zone)
            .createTime(context.now())
            .encrypted(asked.map(EbsBlockDevice::encrypted).orElse(false))
            .size(asked.map(EbsBlockDevice::volumeSize).orElse(8))
            .volumeType(asked.map(EbsBlockDevice::volumeTypeAsString).orElse("gp3"))
            .iops(asked.map(EbsBlockDevice::iops).orElse(3000))
            .throughput(asked.map(EbsBlockDevice::throughput).orElse(125))
            .snapshotId(asked.map(EbsBlockDevice::snapshotId).orElse(""))
            .multiAttachEnabled(false)
            .state("in-use")
            .attachments(VolumeAttachment.builder()
                .instanceId(instanceId)
                .volumeId(id)
                .device(device)
                .state("attached")
                .attachTime(context.now())
                .deleteOnTermination(asked.map(EbsBlockDevice::deleteOnTermination).orElse(true))
                .build())
            .build();
        this.tables.volumes().put(context.region(), volume);
        this.tables.tags().add(context.region(), id, "volume", request.tagSpecifications());
        return volume;
    }

    /** Lets go of a volume of an instance that is terminated. */
    void release(String region, String id) {
        this.tables.volumes().find(region, id).ifPresent((volume) -> {
            if (volume.attachments().stream().allMatch((one) -> Boolean.TRUE.equals(one.deleteOnTermination()))) {
                this.tables.volumes().remove(region, id);
            }
            else {
                this.tables.volumes().put(region, volume.toBuilder().state("available").attachments(List.of()).build());
            }
        });
    }

}
