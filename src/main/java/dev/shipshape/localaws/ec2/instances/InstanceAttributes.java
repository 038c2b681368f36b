package dev.shipshape.localaws.ec2.instances;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;

/** The attributes of an instance, one at a time. */
final class InstanceAttributes {

    private final InstanceTables tables;

    private final NetworkTables network;

    InstanceAttributes(InstanceTables tables, NetworkTables network) {
        this.tables = tables;
        this.network = network;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeInstanceAttribute",
                Calls.of(DescribeInstanceAttributeRequest::builder, this::describe)
                    .requiring("InstanceId", "Attribute"),
                "ModifyInstanceAttribute",
                Calls.of(ModifyInstanceAttributeRequest::builder, this::modify).requiring("InstanceId"));
    }

    private DescribeInstanceAttributeResponse describe(CallContext context, DescribeInstanceAttributeRequest request) {
        Instance one = this.tables.instances().get(context.region(), request.instanceId());
        InstanceTables.Launch launch = this.tables.launch(context.region(), one.instanceId());
        DescribeInstanceAttributeResponse.Builder answer = DescribeInstanceAttributeResponse.builder()
            .instanceId(one.instanceId());
        return (switch (request.attribute()) {
            case USER_DATA -> answer.userData((value) -> value.value(launch.userData()));
            case INSTANCE_TYPE -> answer.instanceType((value) -> value.value(one.instanceTypeAsString()));
            case DISABLE_API_TERMINATION ->
                answer.disableApiTermination((value) -> value.value(launch.disableApiTermination()));
            case DISABLE_API_STOP -> answer.disableApiStop((value) -> value.value(launch.disableApiStop()));
            case INSTANCE_INITIATED_SHUTDOWN_BEHAVIOR ->
                answer.instanceInitiatedShutdownBehavior((value) -> value.value(launch.shutdownBehavior()));
            case ROOT_DEVICE_NAME -> answer.rootDeviceName((value) -> value.value(one.rootDeviceName()));
            case EBS_OPTIMIZED -> answer.ebsOptimized((value) -> value.value(one.ebsOptimized()));
            case ENA_SUPPORT -> answer.enaSupport((value) -> value.value(one.enaSupport()));
            case SOURCE_DEST_CHECK -> answer.sourceDestCheck((value) -> value.value(one.sourceDestCheck()));
            case ENCLAVE_OPTIONS -> answer.enclaveOptions((value) -> value.enabled(false));
            case SRIOV_NET_SUPPORT -> answer.sriovNetSupport((value) -> value.value("simple"));
            case PRODUCT_CODES -> answer.productCodes(List.of());
            case GROUP_SET -> answer.groups(one.securityGroups());
            case BLOCK_DEVICE_MAPPING ->
                answer.blockDeviceMappings(one.blockDeviceMappings().toArray(InstanceBlockDeviceMapping[]::new));
            case KERNEL -> answer.kernelId((value) -> {
            });
            case RAMDISK -> answer.ramdiskId((value) -> {
            });
            default -> throw Ec2Errors.invalidValue("Value (" + request.attributeAsString()
                    + ") for parameter attribute is invalid. Unknown attribute.");
        }).build();
    }

    private ModifyInstanceAttributeResponse modify(CallContext context, ModifyInstanceAttributeRequest request) {
        Instance one = this.tables.instances().get(context.region(), request.instanceId());
        InstanceTables.Launch launch = this.tables.launch(context.region(), one.instanceId());
        InstanceTables.Launch changed = launch;
        Instance.Builder instance = one.toBuilder();
        if (request.instanceType() != null || request.userData() != null) {
            checkStopped(one);
        }
        if (request.instanceType() != null) {
            instance.instanceType(InstanceTypes.size(request.instanceType().value()).type());
        }
        if (request.userData() != null && request.userData().value() != null) {
            changed = new InstanceTables.Launch(launch.reservationId(),
                    java.util.Base64.getEncoder().encodeToString(request.userData().value().asByteArray()),
                    launch.shutdownBehavior(), launch.disableApiTermination(), launch.disableApiStop(),
                    launch.publicAddress());
        }
        String behavior = (request.instanceInitiatedShutdownBehavior() != null)
                ? request.instanceInitiatedShutdownBehavior().value() : changed.shutdownBehavior();
        changed = new InstanceTables.Launch(changed.reservationId(), changed.userData(), behavior,
                value(request.disableApiTermination(), changed.disableApiTermination()),
                value(request.disableApiStop(), changed.disableApiStop()), changed.publicAddress());
        if (request.sourceDestCheck() != null) {
            instance.sourceDestCheck(request.sourceDestCheck().value());
        }
        if (request.ebsOptimized() != null) {
            instance.ebsOptimized(request.ebsOptimized().value());
        }
        if (!request.groups().isEmpty()) {
            instance.securityGroups(request.groups()
                .stream()
                .map((id) -> this.network.groups().get(context.region(), id))
                .map((group) -> GroupIdentifier.builder().groupId(group.groupId()).groupName(group.groupName()).build())
                .toList());
        }
        this.tables.launches().put(context.region() + "/" + one.instanceId(), changed);
        this.tables.instances().put(context.region(), instance.build());
        return ModifyInstanceAttributeResponse.builder().build();
    }

    private static boolean value(@org.jspecify.annotations.Nullable AttributeBooleanValue asked, boolean before) {
        return (asked != null && asked.value() != null) ? asked.value() : before;
    }

    private static void checkStopped(Instance one) {
        if (one.state().name() != InstanceStateName.STOPPED) {
            throw new AwsError("IncorrectInstanceState",
                    "The instance '" + one.instanceId() + "' is not in the 'stopped' state.");
        }
    }

}
