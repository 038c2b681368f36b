package dev.shipshape.network;

import java.util.List;
import java.util.Optional;

import dev.shipshape.web.Problem;

/**
 * The networks that tasks can be placed in.
 *
 * @param vpcs all VPCs, the default one first
 */
public record Network(List<Vpc> vpcs) {

    /** EC2's default VPC of the region, if it was not deleted. */
    public Optional<Vpc> defaultVpc() {
        return this.vpcs.stream().filter(Vpc::isDefault).findFirst();
    }

    /** What a form begins with: all of the default VPC, with a public address. */
    public NetworkChoice usual() {
        return defaultVpc()
            .map((vpc) -> new NetworkChoice(vpc.subnets().stream().map(Subnet::id).toList(),
                    vpc.securityGroups().stream().filter(SecurityGroup::isDefault).map(SecurityGroup::id).toList(),
                    vpc.subnets().stream().anyMatch(Subnet::isPublic)))
            .orElse(new NetworkChoice(List.of(), List.of(), false));
    }

    /**
     * Checks a choice as ECS would: 1 to 16 subnets and at most 5 security groups, all of
     * one VPC.
     * @param choice what was chosen in a form with the fields {@code subnets} and
     * {@code securityGroups}
     * @throws Problem that names the field
     */
    public void check(NetworkChoice choice) {
        if (choice.subnets().isEmpty()) {
            throw Problem.ofField("subnets", "Choose at least one subnet: each task gets its address from one.");
        }
        if (choice.subnets().size() > 16) {
            throw Problem.ofField("subnets", "ECS takes at most 16 subnets.");
        }
        if (choice.securityGroups().size() > 5) {
            throw Problem.ofField("securityGroups", "ECS takes at most 5 security groups.");
        }
        Vpc vpc = this.vpcs.stream()
            .filter((one) -> one.subnets().stream().anyMatch((subnet) -> choice.subnets().contains(subnet.id())))
            .findFirst()
            .orElseThrow(() -> Problem.ofField("subnets", "There is no such subnet. Choose one of those shown."));
        if (!vpc.subnets().stream().map(Subnet::id).toList().containsAll(choice.subnets())) {
            throw Problem.ofField("subnets", "All subnets must be of one VPC.");
        }
        if (!vpc.securityGroups().stream().map(SecurityGroup::id).toList().containsAll(choice.securityGroups())) {
            throw Problem.ofField("securityGroups",
                    "The security groups must be of the subnets' VPC, " + vpc.id() + ".");
        }
    }

}
