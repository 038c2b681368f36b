package dev.shipshape.localaws.ec2.groups;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * Rules as DescribeSecurityGroups shows them: those of one protocol and one range of
 * ports in one permission.
 */
final class Permissions {

    private Permissions() {
    }

    static SecurityGroup onto(SecurityGroup group, List<SecurityGroupRule> rules) {
        return group.toBuilder()
            .ipPermissions(of(rules.stream().filter((rule) -> !rule.isEgress()).toList()))
            .ipPermissionsEgress(of(rules.stream().filter(SecurityGroupRule::isEgress).toList()))
            .build();
    }

    private static List<IpPermission> of(List<SecurityGroupRule> rules) {
        Map<List<Object>, List<SecurityGroupRule>> grouped = new LinkedHashMap<>();
        rules.forEach((rule) -> grouped
            .computeIfAbsent(List.of(rule.ipProtocol(), rule.fromPort(), rule.toPort()), (key) -> new ArrayList<>())
            .add(rule));
        return grouped.values().stream().map(Permissions::permission).toList();
    }

    private static IpPermission permission(List<SecurityGroupRule> rules) {
        SecurityGroupRule first = rules.get(0);
        boolean all = first.ipProtocol().equals("-1");
        return IpPermission.builder()
            .ipProtocol(first.ipProtocol())
            .fromPort(all ? null : first.fromPort())
            .toPort(all ? null : first.toPort())
            .ipRanges(rules.stream()
                .filter((rule) -> rule.cidrIpv4() != null)
                .map((rule) -> IpRange.builder().cidrIp(rule.cidrIpv4()).description(rule.description()).build())
                .toList())
            .ipv6Ranges(rules.stream()
                .filter((rule) -> rule.cidrIpv6() != null)
                .map((rule) -> Ipv6Range.builder().cidrIpv6(rule.cidrIpv6()).description(rule.description()).build())
                .toList())
            .prefixListIds(rules.stream()
                .filter((rule) -> rule.prefixListId() != null)
                .map((rule) -> PrefixListId.builder()
                    .prefixListId(rule.prefixListId())
                    .description(rule.description())
                    .build())
                .toList())
            .userIdGroupPairs(rules.stream()
                .filter((rule) -> rule.referencedGroupInfo() != null)
                .map((rule) -> UserIdGroupPair.builder()
                    .groupId(rule.referencedGroupInfo().groupId())
                    .userId(rule.referencedGroupInfo().userId())
                    .description(rule.description())
                    .build())
                .toList())
            .build();
    }

}
