package dev.shipshape.localaws.ec2.groups;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Filters;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;

/** Rules by themselves: looked at and changed, each by its own id. */
final class RuleCalls {

    private final NetworkTables tables;

    private final Filters<SecurityGroupRule> filters = new Filters<SecurityGroupRule>()
        .by("group-id", SecurityGroupRule::groupId)
        .by("security-group-rule-id", SecurityGroupRule::securityGroupRuleId)
        .byTags(SecurityGroupRule::tags);

    RuleCalls(NetworkTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeSecurityGroupRules",
                Calls.of(DescribeSecurityGroupRulesRequest::builder, this::describe), "ModifySecurityGroupRules",
                Calls.of(ModifySecurityGroupRulesRequest::builder, this::modify)
                    .requiring("GroupId", "SecurityGroupRule"));
    }

    private DescribeSecurityGroupRulesResponse describe(CallContext context,
            DescribeSecurityGroupRulesRequest request) {
        if (request.maxResults() != null && (request.maxResults() < 5 || request.maxResults() > 1000)) {
            throw Ec2Errors.invalidValue("Value ( " + request.maxResults()
                    + " ) for parameter MaxResults is invalid. Expecting a value between 5 and 1000.");
        }
        List<SecurityGroupRule> all = this.tables.groups()
            .all(context.region())
            .stream()
            .flatMap((group) -> this.tables.rules().of(context.region(), group.groupId()).stream())
            .map((rule) -> rule.toBuilder()
                .tags(this.tables.tags().of(context.region(), rule.securityGroupRuleId()))
                .build())
            .sorted(java.util.Comparator.comparing(SecurityGroupRule::securityGroupRuleId))
            .toList();
        for (String id : request.securityGroupRuleIds()) {
            if (all.stream().noneMatch((rule) -> id.equals(rule.securityGroupRuleId()))) {
                throw Ec2Errors.notFound("InvalidSecurityGroupRuleId", "security group rule ID", id);
            }
        }
        List<SecurityGroupRule> chosen = this.filters.apply(all, request.filters())
            .stream()
            .filter((rule) -> request.securityGroupRuleIds().isEmpty()
                    || request.securityGroupRuleIds().contains(rule.securityGroupRuleId()))
            .toList();
        Page<SecurityGroupRule> page = Page.of(chosen, SecurityGroupRule::securityGroupRuleId,
                (request.maxResults() != null) ? request.maxResults() : 1000, request.nextToken(),
                () -> new AwsError("InvalidNextToken", "The token '" + request.nextToken() + "' is invalid"));
        return DescribeSecurityGroupRulesResponse.builder()
            .securityGroupRules(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private ModifySecurityGroupRulesResponse modify(CallContext context, ModifySecurityGroupRulesRequest request) {
        SecurityGroup group = this.tables.groups().get(context.region(), request.groupId());
        for (SecurityGroupRuleUpdate update : request.securityGroupRules()) {
            change(context, group, String.valueOf(update.securityGroupRuleId()),
                    (rule) -> changed(rule, update.securityGroupRule()));
        }
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    private void change(CallContext context, SecurityGroup group, String id, UnaryOperator<SecurityGroupRule> change) {
        List<SecurityGroupRule> rules = this.tables.rules().of(context.region(), group.groupId());
        if (rules.stream().noneMatch((rule) -> id.equals(rule.securityGroupRuleId()))) {
            throw Ec2Errors.notFound("InvalidSecurityGroupRuleId", "security group rule ID", id);
        }
        this.tables.rules()
            .put(context.region(), group.groupId(),
                    rules.stream()
                        .map((rule) -> id.equals(rule.securityGroupRuleId()) ? change.apply(rule) : rule)
                        .toList());
    }

    private static SecurityGroupRule changed(SecurityGroupRule rule, SecurityGroupRuleRequest asked) {
        SecurityGroupRule.Builder changed = rule.toBuilder()
            .ipProtocol((asked.ipProtocol() != null) ? asked.ipProtocol() : rule.ipProtocol())
            .fromPort((asked.fromPort() != null) ? asked.fromPort() : rule.fromPort())
            .toPort((asked.toPort() != null) ? asked.toPort() : rule.toPort())
            .description(asked.description());
        if (asked.cidrIpv4() != null) {
            changed.cidrIpv4(asked.cidrIpv4());
        }
        if (asked.cidrIpv6() != null) {
            changed.cidrIpv6(asked.cidrIpv6());
        }
        if (asked.prefixListId() != null) {
            changed.prefixListId(asked.prefixListId());
        }
        return changed.build();
    }

}
