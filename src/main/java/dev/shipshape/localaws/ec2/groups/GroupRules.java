package dev.shipshape.localaws.ec2.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Rules put into groups and taken out: at most 60 each way, none twice. */
final class GroupRules {

    private static final int MOST = 60;

    private final NetworkTables tables;

    private final SecurityGroups groups;

    GroupRules(NetworkTables tables, SecurityGroups groups) {
        this.tables = tables;
        this.groups = groups;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("AuthorizeSecurityGroupIngress",
                Calls.of(AuthorizeSecurityGroupIngressRequest::builder, this::authorizeIngress),
                "AuthorizeSecurityGroupEgress",
                Calls.of(AuthorizeSecurityGroupEgressRequest::builder, this::authorizeEgress).requiring("GroupId"),
                "RevokeSecurityGroupIngress", Calls.of(RevokeSecurityGroupIngressRequest::builder, this::revokeIngress),
                "RevokeSecurityGroupEgress",
                Calls.of(RevokeSecurityGroupEgressRequest::builder, this::revokeEgress).requiring("GroupId"));
    }

    private AuthorizeSecurityGroupIngressResponse authorizeIngress(CallContext context,
            AuthorizeSecurityGroupIngressRequest request) {
        SecurityGroup group = this.groups.group(context.region(), request.groupId(), request.groupName());
        RuleMaker maker = new RuleMaker(context, this.tables, group, false);
        List<SecurityGroupRule> made = rules(maker, request.ipPermissions(), () -> RuleMaker.plain(request.ipProtocol(),
                request.fromPort(), request.toPort(), request.cidrIp(), request.sourceSecurityGroupName()));
        return AuthorizeSecurityGroupIngressResponse.builder()
            .returnValue(true)
            .securityGroupRules(add(context, group, made, request.tagSpecifications()))
            .build();
    }

    private AuthorizeSecurityGroupEgressResponse authorizeEgress(CallContext context,
            AuthorizeSecurityGroupEgressRequest request) {
        SecurityGroup group = this.groups.group(context.region(), request.groupId(), null);
        RuleMaker maker = new RuleMaker(context, this.tables, group, true);
        List<SecurityGroupRule> made = rules(maker, request.ipPermissions(), () -> RuleMaker.plain(request.ipProtocol(),
                request.fromPort(), request.toPort(), request.cidrIp(), request.sourceSecurityGroupName()));
        return AuthorizeSecurityGroupEgressResponse.builder()
            .returnValue(true)
            .securityGroupRules(add(context, group, made, request.tagSpecifications()))
            .build();
    }

    /**
     * The rules of these permissions, or, when there are none, of the one in plain
     * members.
     */
    private static List<SecurityGroupRule> rules(RuleMaker maker, List<IpPermission> permissions,
            Supplier<IpPermission> plain) {
        return permissions.isEmpty() ? maker.make(plain.get())
                : permissions.stream().flatMap((one) -> maker.make(one).stream()).toList();
    }

    private List<SecurityGroupRule> add(CallContext context, SecurityGroup group, List<SecurityGroupRule> made,
            List<TagSpecification> tags) {
        TagTable.checkTypes(tags, "security-group-rule");
        List<SecurityGroupRule> all = new ArrayList<>(this.tables.rules().of(context.region(), group.groupId()));
        for (SecurityGroupRule rule : made) {
            if (all.stream().anyMatch((other) -> isSame(rule, other))) {
                throw new AwsError("InvalidPermission.Duplicate",
                        "the specified rule \"" + told(rule) + "\" already exists");
            }
            all.add(rule);
        }
        boolean egress = !made.isEmpty() && made.get(0).isEgress();
        if (all.stream().filter((rule) -> rule.isEgress() == egress).count() > MOST) {
            throw new AwsError("RulesPerSecurityGroupLimitExceeded",
                    "The maximum number of rules per security group has been reached.");
        }
        this.tables.rules().put(context.region(), group.groupId(), all);
        made.forEach((rule) -> this.tables.tags()
            .add(context.region(), rule.securityGroupRuleId(), "security-group-rule", tags));
        return made.stream()
            .map((rule) -> rule.toBuilder()
                .tags(this.tables.tags().of(context.region(), rule.securityGroupRuleId()))
                .build())
            .toList();
    }

    private static String told(SecurityGroupRule rule) {
        String peer = (rule.referencedGroupInfo() != null) ? rule.referencedGroupInfo().groupId()
                : Objects.requireNonNullElse(rule.cidrIpv4(), String.valueOf(rule.cidrIpv6()));
        boolean all = rule.ipProtocol().equals("-1");
        return "peer: " + peer + ", " + (all ? "ALL" : rule.ipProtocol().toUpperCase(java.util.Locale.ROOT)
                + ", from port: " + rule.fromPort() + ", to port: " + rule.toPort()) + ", ALLOW";
    }

    private static boolean isSame(SecurityGroupRule one, SecurityGroupRule other) {
        return one.isEgress().equals(other.isEgress()) && one.ipProtocol().equals(other.ipProtocol())
                && Objects.equals(one.fromPort(), other.fromPort()) && Objects.equals(one.toPort(), other.toPort())
                && Objects.equals(one.cidrIpv4(), other.cidrIpv4()) && Objects.equals(one.cidrIpv6(), other.cidrIpv6())
                && Objects.equals(one.prefixListId(), other.prefixListId())
                && Objects.equals(one.referencedGroupInfo(), other.referencedGroupInfo());
    }

    private RevokeSecurityGroupIngressResponse revokeIngress(CallContext context,
            RevokeSecurityGroupIngressRequest request) {
        SecurityGroup group = this.groups.group(context.region(), request.groupId(), request.groupName());
        RuleMaker maker = new RuleMaker(context, this.tables, group, false);
        if (request.securityGroupRuleIds().isEmpty()) {
            revoke(context, group, rules(maker, request.ipPermissions(), () -> RuleMaker.plain(request.ipProtocol(),
                    request.fromPort(), request.toPort(), request.cidrIp(), request.sourceSecurityGroupName())));
        }
        else {
            revokeById(context, group, request.securityGroupRuleIds(), false);
        }
        return RevokeSecurityGroupIngressResponse.builder().returnValue(true).build();
    }

    private RevokeSecurityGroupEgressResponse revokeEgress(CallContext context,
            RevokeSecurityGroupEgressRequest request) {
        SecurityGroup group = this.groups.group(context.region(), request.groupId(), null);
        RuleMaker maker = new RuleMaker(context, this.tables, group, true);
        if (request.securityGroupRuleIds().isEmpty()) {
            revoke(context, group, rules(maker, request.ipPermissions(), () -> RuleMaker.plain(request.ipProtocol(),
                    request.fromPort(), request.toPort(), request.cidrIp(), request.sourceSecurityGroupName())));
        }
        else {
            revokeById(context, group, request.securityGroupRuleIds(), true);
        }
        return RevokeSecurityGroupEgressResponse.builder().returnValue(true).build();
    }

    private void revoke(CallContext context, SecurityGroup group, List<SecurityGroupRule> rules) {
        for (SecurityGroupRule rule : rules) {
            remove(context, group, (other) -> isSame(rule, other), new AwsError("InvalidPermission.NotFound",
                    "The specified rule does not exist in this security group."));
        }
    }

    private void revokeById(CallContext context, SecurityGroup group, List<String> ids, boolean egress) {
        for (String id : ids) {
            if (!id.startsWith("sgr-")) {
                throw Ec2Errors.malformed("InvalidSecurityGroupRuleId", id);
            }
            remove(context, group, (rule) -> id.equals(rule.securityGroupRuleId()) && rule.isEgress() == egress,
                    Ec2Errors.notFound("InvalidSecurityGroupRuleId", "security group rule ID", id));
        }
    }

    private void remove(CallContext context, SecurityGroup group, Predicate<SecurityGroupRule> which,
            AwsError otherwise) {
        List<SecurityGroupRule> left = new ArrayList<>(this.tables.rules().of(context.region(), group.groupId()));
        SecurityGroupRule gone = left.stream().filter(which).findFirst().orElseThrow(() -> otherwise);
        left.remove(gone);
        this.tables.rules().put(context.region(), group.groupId(), left);
        this.tables.tags().forget(context.region(), gone.securityGroupRuleId());
    }

}
