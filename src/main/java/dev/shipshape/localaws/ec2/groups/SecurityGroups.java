package dev.shipshape.localaws.ec2.groups;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ec2.network.Interfaces;
import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.region.Parts;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Security groups: named within their VPC, deleted when nothing is a member. */
public final class SecurityGroups {

    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");

    private final NetworkTables tables;

    private final Interfaces interfaces;

    /** The groups in these tables. */
    public SecurityGroups(NetworkTables tables, Interfaces interfaces) {
        this.tables = tables;
        this.interfaces = interfaces;
    }

    /** The operations that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        Map<String, Operation<?, ?>> operations = new HashMap<>(own());
        operations.putAll(new GroupRules(this.tables, this).operations());
        operations.putAll(new RuleCalls(this.tables).operations());
        return operations;
    }

    private Map<String, Operation<?, ?>> own() {
        return Map.of("CreateSecurityGroup",
                Calls.of(CreateSecurityGroupRequest::builder, this::create).requiring("GroupName", "GroupDescription"),
                "DescribeSecurityGroups", Calls.of(DescribeSecurityGroupsRequest::builder, this::describe),
                "DeleteSecurityGroup", Calls.of(DeleteSecurityGroupRequest::builder, this::delete));
    }

    private CreateSecurityGroupResponse create(CallContext context, CreateSecurityGroupRequest request) {
        String region = context.region();
        String name = request.groupName();
        if (!TEXT.matcher(name).matches() || name.startsWith("sg-") || name.equals("default")) {
            throw name.equals("default")
                    ? new AwsError("InvalidParameterValue", "Cannot use reserved security group name: default")
                    : invalid(name, "GroupName");
        }
        if (!TEXT.matcher(request.description()).matches()) {
            throw invalid(request.description(), "GroupDescription");
        }
        Vpc vpc = (request.vpcId() != null) ? this.tables.vpcs().get(region, request.vpcId())
                : this.tables.defaultVpc(region)
                    .orElseThrow(() -> new AwsError("VPCIdNotSpecified", "No default VPC for this user"));
        if (this.tables.groupNamed(region, vpc.vpcId(), name).isPresent()) {
            throw new AwsError("InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpc.vpcId() + "'");
        }
        TagTable.checkTypes(request.tagSpecifications(), "security-group");
        SecurityGroup group = Parts.group(context.account(), region, vpc.vpcId(), Ids.next("sg"), name,
                request.description());
        this.tables.groups().put(region, group);
        this.tables.rules().put(region, group.groupId(), List.of(Parts.allOut(context.account(), group.groupId())));
        this.tables.tags().add(region, group.groupId(), "security-group", request.tagSpecifications());
        return CreateSecurityGroupResponse.builder()
            .groupId(group.groupId())
            .securityGroupArn(group.securityGroupArn())
            .tags(this.tables.tags().of(region, group.groupId()))
            .build();
    }

    private static AwsError invalid(String value, String parameter) {
        return Ec2Errors.invalidValue("Value (" + value + ") for parameter " + parameter + " is invalid. "
                + "Character sets beyond ASCII are not supported.");
    }

    private DescribeSecurityGroupsResponse describe(CallContext context, DescribeSecurityGroupsRequest request) {
        String region = context.region();
        List<SecurityGroup> chosen;
        if (!request.groupNames().isEmpty()) {
            chosen = request.groupNames().stream().distinct().map((name) -> inDefaultVpc(region, name)).toList();
        }
        else if (!request.groupIds().isEmpty()) {
            chosen = request.groupIds().stream().distinct().map((id) -> this.tables.groups().get(region, id)).toList();
        }
        else {
            chosen = this.tables.groups().all(region);
        }
        List<SecurityGroup> shown = chosen.stream()
            .map((group) -> Permissions.onto(group, this.tables.rules().of(region, group.groupId())))
            .toList();
        Page<SecurityGroup> page = this.tables.groups()
            .page(shown, !request.groupIds().isEmpty() || !request.groupNames().isEmpty(), request.filters(),
                    request.maxResults(), request.nextToken());
        return DescribeSecurityGroupsResponse.builder()
            .securityGroups(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private SecurityGroup inDefaultVpc(String region, String name) {
        return this.tables.defaultVpc(region)
            .flatMap((vpc) -> this.tables.groupNamed(region, vpc.vpcId(), name))
            .orElseThrow(
                    () -> new AwsError("InvalidGroup.NotFound", "The security group '" + name + "' does not exist"));
    }

    /** The group that a call names; refuses if it names none. */
    SecurityGroup group(String region, @Nullable String id, @Nullable String name) {
        if (id == null && name == null) {
            throw Ec2Errors.missing("GroupName or GroupId");
        }
        return (id != null) ? this.tables.groups().get(region, id) : inDefaultVpc(region, String.valueOf(name));
    }

    private DeleteSecurityGroupResponse delete(CallContext context, DeleteSecurityGroupRequest request) {
        String region = context.region();
        SecurityGroup group = group(region, request.groupId(), request.groupName());
        if (group.groupName().equals("default")) {
            throw new AwsError("CannotDelete",
                    "the specified group: \"" + group.groupId() + "\" name: \"default\" cannot be deleted by a user");
        }
        Optional<String> referring = this.tables.rules()
            .all(region)
            .stream()
            .filter((rule) -> !group.groupId().equals(rule.groupId()) && rule.referencedGroupInfo() != null
                    && group.groupId().equals(rule.referencedGroupInfo().groupId()))
            .map((rule) -> rule.groupId())
            .findFirst();
        if (referring.isPresent() || this.interfaces.isInUse(region, group.groupId())) {
            throw Ec2Errors.dependency("resource " + group.groupId() + " has a dependent object");
        }
        this.tables.groups().remove(region, group.groupId());
        this.tables.rules().remove(region, group.groupId());
        return DeleteSecurityGroupResponse.builder().returnValue(true).groupId(group.groupId()).build();
    }

}
