package dev.shipshape.localaws.ec2.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Cidr;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.protocol.CallContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Makes the rules out of a permission: one for each range or group that it names. */
final class RuleMaker {

    private static final Map<String, String> PROTOCOLS = Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6",
            "all", "-1");

    private final CallContext context;

    private final NetworkTables tables;

    private final SecurityGroup group;

    private final boolean egress;

    RuleMaker(CallContext context, NetworkTables tables, SecurityGroup group, boolean egress) {
        this.context = context;
        this.tables = tables;
        this.group = group;
        this.egress = egress;
    }

    /** The permission of a call that names its parts one by one. */
    static IpPermission plain(@Nullable String protocol, @Nullable Integer from, @Nullable Integer to,
            @Nullable String cidr, @Nullable String groupName) {
        if (protocol == null && cidr == null && groupName == null) {
            throw Ec2Errors.missing("ipPermissions");
        }
        return IpPermission.builder()
            .ipProtocol((protocol != null) ? protocol : "-1")
            .fromPort(from)
            .toPort(to)
            .ipRanges((cidr != null) ? List.of(IpRange.builder().cidrIp(cidr).build()) : List.of())
            .userIdGroupPairs(
                    (groupName != null) ? List.of(UserIdGroupPair.builder().groupName(groupName).build()) : List.of())
            .build();
    }

    List<SecurityGroupRule> make(IpPermission permission) {
        if (permission.ipProtocol() == null) {
            throw Ec2Errors.missing("ipProtocol");
        }
        String protocol = protocol(permission.ipProtocol());
        checkPorts(protocol, permission.fromPort(), permission.toPort());
        boolean all = protocol.equals("-1");
        int from = (all || permission.fromPort() == null) ? -1 : permission.fromPort();
        int to = (all || permission.toPort() == null) ? -1 : permission.toPort();
        List<SecurityGroupRule> rules = new ArrayList<>();
        permission.ipRanges()
            .forEach((range) -> rules.add(
                    rule(protocol, from, to, range.description()).cidrIpv4(Cidr.of(range.cidrIp(), "cidrIp").toString())
                        .build()));
        permission.ipv6Ranges()
            .forEach((range) -> rules
                .add(rule(protocol, from, to, range.description()).cidrIpv6(ipv6(range.cidrIpv6())).build()));
        permission.prefixListIds()
            .forEach((list) -> rules
                .add(rule(protocol, from, to, list.description()).prefixListId(list.prefixListId()).build()));
        permission.userIdGroupPairs().forEach((pair) -> {
            String id = groupId(pair);
            rules.add(rule(protocol, from, to, pair.description())
                .referencedGroupInfo((info) -> info.groupId(id).userId(this.context.account()))
                .build());
        });
        if (rules.isEmpty()) {
            throw Ec2Errors.missing("cidrIp, cidrIpv6, prefixListId or groupId");
        }
        return rules;
    }

    private SecurityGroupRule.Builder rule(String protocol, int from, int to, @Nullable String description) {
        if (description != null && description.length() > 255) {
            throw Ec2Errors.invalidValue("Invalid rule description. Rule descriptions must be at most 255 characters.");
        }
        return SecurityGroupRule.builder()
            .securityGroupRuleId(Ids.next("sgr"))
            .groupId(this.group.groupId())
            .groupOwnerId(this.context.account())
            .isEgress(this.egress)
            .ipProtocol(protocol)
            .fromPort(from)
            .toPort(to)
            .description(description);
    }

    private static String protocol(String asked) {
        String protocol = PROTOCOLS.getOrDefault(asked.toLowerCase(Locale.ROOT), asked.toLowerCase(Locale.ROOT));
        if (!protocol.matches("-1|tcp|udp|icmp|icmpv6|\\d{1,3}")) {
            throw Ec2Errors.invalidValue("Invalid value '" + asked + "' for IP protocol. Unknown protocol.");
        }
        return protocol;
    }

    private static void checkPorts(String protocol, @Nullable Integer from, @Nullable Integer to) {
        if (protocol.equals("tcp") || protocol.equals("udp")) {
            if (from == null || to == null) {
                throw Ec2Errors.invalidValue(
                        "Invalid value 'Must specify both from and to ports with TCP/UDP.' for " + "portRange.");
            }
            if (from < -1 || from > 65535 || to < -1 || to > 65535) {
                throw Ec2Errors
                    .invalidValue("TCP/UDP port (" + ((from < -1 || from > 65535) ? from : to) + ") out of range");
            }
            if (from > to) {
                throw Ec2Errors.invalidValue("Invalid TCP/UDP port range (" + from + ":" + to + ")");
            }
        }
    }

    private static String ipv6(String cidr) {
        if (!cidr.matches("[0-9a-fA-F:.]+/\\d{1,3}")) {
            throw Ec2Errors.invalidValue("CIDR block " + cidr + " is malformed");
        }
        return cidr;
    }

    private String groupId(UserIdGroupPair pair) {
        if (pair.groupId() != null) {
            return this.tables.groups().get(this.context.region(), pair.groupId()).groupId();
        }
        String name = String.valueOf(pair.groupName());
        return this.tables.groupNamed(this.context.region(), this.group.vpcId(), name)
            .map(SecurityGroup::groupId)
            .orElseThrow(() -> Ec2Errors.notFound("InvalidGroup", "security group", name));
    }

}
