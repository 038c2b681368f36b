package dev.shipshape.localaws.ec2.instances;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.JsonCodec;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * RunInstances: what is asked for is checked, then launched or, with its token, found.
 */
final class RunInstances {

    /** The quota of this account, by the number of instances in a region. */
    private static final int MOST = 1000;

    private static final int MOST_USER_DATA = 16 * 1024;

    private final InstanceTables tables;

    private final NetworkTables network;

    private final Launcher launcher;

    RunInstances(InstanceTables tables, NetworkTables network, Launcher launcher) {
        this.tables = tables;
        this.network = network;
        this.launcher = launcher;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("RunInstances",
                Calls.of(RunInstancesRequest::builder, this::run).requiring("MinCount", "MaxCount"));
    }

    private RunInstancesResponse run(CallContext context, RunInstancesRequest request) {
        String token = request.clientToken();
        if (token == null || token.isEmpty()) {
            return launch(context, request);
        }
        if (token.length() > 64) {
            throw Ec2Errors.invalidValue("The client token must not be longer than 64 characters.");
        }
        String key = context.region() + "/" + token;
        String asked = JsonCodec.write(request);
        InstanceTables.Token used = this.tables.tokens().find(key).orElse(null);
        if (used == null) {
            RunInstancesResponse answer = launch(context, request);
            this.tables.tokens().put(key, new InstanceTables.Token(asked, answer.reservationId()));
            return answer;
        }
        if (!used.request().equals(asked)) {
            throw new AwsError("IdempotentParameterMismatch",
                    "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).");
        }
        List<Instance> before = this.tables.instances()
            .all(context.region())
            .stream()
            .filter((one) -> used.reservationId()
                .equals(this.tables.launch(context.region(), one.instanceId()).reservationId()))
            .sorted(Comparator.comparing(Instance::amiLaunchIndex))
            .toList();
        return answer(context, used.reservationId(), before);
    }

    private static RunInstancesResponse answer(CallContext context, String reservation, List<Instance> instances) {
        return RunInstancesResponse.builder()
            .reservationId(reservation)
            .ownerId(context.account())
            .groups(List.of())
            .instances(instances)
            .build();
    }

    private RunInstancesResponse launch(CallContext context, RunInstancesRequest request) {
        checkCounts(context, request);
        checkTemplate(request);
        TagTable.checkTypes(request.tagSpecifications(), "instance", "volume", "network-interface",
                "spot-instances-request", "elastic-gpu");
        checkUserData(request.userData());
        if (request.imageId() == null || request.imageId().isEmpty()) {
            throw Ec2Errors.missing("ImageId");
        }
        if (request.keyName() != null && this.tables.keyPair(context.region(), request.keyName()).isEmpty()) {
            throw new AwsError("InvalidKeyPair.NotFound", "The key pair '" + request.keyName() + "' does not exist");
        }
        Launcher.Plan plan = plan(context, request);
        String reservation = Ids.next("r");
        List<Instance> launched = IntStream.range(0, request.maxCount())
            .mapToObj((index) -> this.launcher.launch(context, request, plan, reservation, index))
            .toList();
        return answer(context, reservation, launched);
    }

    private void checkCounts(CallContext context, RunInstancesRequest request) {
        int min = request.minCount();
        int max = request.maxCount();
        if (min < 1 || max < 1) {
            throw Ec2Errors.invalidValue("Invalid value for min/max count: the counts must be greater than zero.");
        }
        if (min > max) {
            throw Ec2Errors.combination("Invalid value for min/max count: MinCount must not be greater than MaxCount.");
        }
        if (max > MOST || this.tables.instances().all(context.region()).size() + max > MOST) {
            throw new AwsError("InstanceLimitExceeded", "You have requested more instances (" + max
                    + ") than your current instance limit of " + MOST + " allows for the specified instance type.");
        }
    }

    /** There are no launch templates here, so none can be found. */
    private static void checkTemplate(RunInstancesRequest request) {
        if (request.launchTemplate() != null) {
            String name = request.launchTemplate().launchTemplateName();
            throw (name != null)
                    ? new AwsError("InvalidLaunchTemplateName.NotFoundException",
                            "The specified launch template, with template name " + name + ", does not exist.")
                    : new AwsError("InvalidLaunchTemplateId.NotFound",
                            "The specified launch template, with template ID "
                                    + request.launchTemplate().launchTemplateId() + ", does not exist.");
        }
    }

    static void checkUserData(@Nullable String userData) {
        if (userData != null) {
            byte[] decoded;
            try {
                decoded = Base64.getMimeDecoder().decode(userData);
            }
            catch (IllegalArgumentException ex) {
                throw Ec2Errors.invalidValue("Invalid BASE64 encoding of user data");
            }
            if (decoded.length > MOST_USER_DATA) {
                throw Ec2Errors.invalidValue("User data is limited to " + MOST_USER_DATA + " bytes");
            }
        }
    }

    private Launcher.Plan plan(CallContext context, RunInstancesRequest request) {
        InstanceNetworkInterfaceSpecification first = primary(request);
        if (first != null && request.subnetId() != null) {
            throw Ec2Errors.combination(
                    "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        }
        if (first != null && !(request.securityGroupIds().isEmpty() && request.securityGroups().isEmpty())) {
            throw Ec2Errors.combination(
                    "Network interfaces and an instance-level security groups may not be specified on the same request");
        }
        String existing = (first != null) ? first.networkInterfaceId() : null;
        if (existing != null && request.maxCount() > 1) {
            throw Ec2Errors.combination("A network interface can only be attached to one instance.");
        }
        String asked = (first != null) ? first.subnetId() : request.subnetId();
        Subnet subnet;
        if (existing != null) {
            subnet = this.network.subnets()
                .get(context.region(), this.network.interfaces().get(context.region(), existing).subnetId());
        }
        else {
            subnet = (asked != null) ? this.network.subnets().get(context.region(), asked)
                    : defaultSubnet(context, request);
        }
        List<String> ids = (first != null) ? first.groups() : request.securityGroupIds();
        return new Launcher.Plan(subnet, groups(context, subnet, ids, request.securityGroups()), first);
    }

    private static @Nullable InstanceNetworkInterfaceSpecification primary(RunInstancesRequest request) {
        if (request.networkInterfaces().isEmpty()) {
            return null;
        }
        return request.networkInterfaces()
            .stream()
            .filter((one) -> one.deviceIndex() != null && one.deviceIndex() == 0)
            .findFirst()
            .orElseThrow(() -> Ec2Errors.invalidValue("Each network interface requires a device index."));
    }

    private Subnet defaultSubnet(CallContext context, RunInstancesRequest request) {
        String zone = (request.placement() != null) ? request.placement().availabilityZone() : null;
        List<Subnet> defaults = this.network.subnets()
            .all(context.region())
            .stream()
            .filter((subnet) -> Boolean.TRUE.equals(subnet.defaultForAz()))
            .sorted(Comparator.comparing(Subnet::availabilityZone))
            .toList();
        if (defaults.isEmpty() && this.network.defaultVpc(context.region()).isEmpty()) {
            throw new AwsError("VPCIdNotSpecified", "No default VPC for this user.");
        }
        if (zone != null && !zone.startsWith(context.region())) {
            throw Ec2Errors.invalidValue("Invalid availability zone: [" + zone + "]");
        }
        return defaults.stream()
            .filter((subnet) -> zone == null || zone.equals(subnet.availabilityZone()))
            .findFirst()
            .orElseThrow(() -> new AwsError("MissingInput",
                    "No subnets found for the default VPC '"
                            + this.network.defaultVpc(context.region()).map((vpc) -> vpc.vpcId()).orElse("-")
                            + "'. Please specify a subnet."));
    }

    private List<GroupIdentifier> groups(CallContext context, Subnet subnet, List<String> ids, List<String> names) {
        List<SecurityGroup> groups = new java.util.ArrayList<>();
        ids.forEach((id) -> groups.add(this.network.groups().get(context.region(), id)));
        names.forEach((name) -> groups.add(this.network.groupNamed(context.region(), subnet.vpcId(), name)
            .orElseThrow(() -> new AwsError("InvalidGroup.NotFound",
                    "The security group '" + name + "' does not exist in VPC '" + subnet.vpcId() + "'"))));
        if (groups.isEmpty()) {
            groups.add(this.network.groupNamed(context.region(), subnet.vpcId(), "default").orElseThrow());
        }
        for (SecurityGroup group : groups) {
            if (!subnet.vpcId().equals(group.vpcId())) {
                throw new AwsError("InvalidParameter", "Security group " + group.groupId() + " and subnet "
                        + subnet.subnetId() + " belong to different networks.");
            }
        }
        return groups.stream()
            .map((group) -> GroupIdentifier.builder().groupId(group.groupId()).groupName(group.groupName()).build())
            .distinct()
            .toList();
    }

}
