package dev.shipshape.localaws.ec2.region;

import java.util.List;

import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** The rules of security groups, those of each group together and without their tags. */
public final class RuleTable {

    private final Table<DescribeSecurityGroupRulesResponse> table;

    RuleTable(Store store) {
        this.table = store.table("ec2.security-group-rules", DescribeSecurityGroupRulesResponse::builder);
    }

    /** The rules of a group, in the order that they were made. */
    public List<SecurityGroupRule> of(String region, String groupId) {
        return this.table.find(region + "/" + groupId)
            .map(DescribeSecurityGroupRulesResponse::securityGroupRules)
            .orElse(List.of());
    }

    /** The rules of all groups of a region. */
    public List<SecurityGroupRule> all(String region) {
        return this.table.startingWith(region + "/")
            .stream()
            .flatMap((one) -> one.securityGroupRules().stream())
            .toList();
    }

    /** Keeps the rules of a group. */
    public void put(String region, String groupId, List<SecurityGroupRule> rules) {
        this.table.put(region + "/" + groupId,
                DescribeSecurityGroupRulesResponse.builder().securityGroupRules(rules).build());
    }

    /** Forgets the rules of a group that is gone. */
    public void remove(String region, String groupId) {
        this.table.remove(region + "/" + groupId);
    }

}
