package dev.shipshape.network;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/** The networks of a connection, and the addresses of what is attached to them. */
@Component
public class Networks {

    /** EC2 takes at most 200 values of a filter. */
    private static final int VALUES = 200;

    private final AwsClients clients;

    private final SharedReads reads;

    Networks(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * All VPCs with their subnets and security groups, the default one first.
     * @param connection where
     * @return the networks, up to two seconds old
     * @throws dev.shipshape.web.Problem if AWS cannot be asked
     */
    public Network in(Connection connection) {
        return this.reads.shared(connection, "networks", () -> read(this.clients.ec2(connection)));
    }

    private Network read(Ec2Client ec2) {
        Map<String, List<Subnet>> subnets = ec2.describeSubnetsPaginator()
            .subnets()
            .stream()
            .sorted(Comparator.comparing(software.amazon.awssdk.services.ec2.model.Subnet::availabilityZone))
            .collect(Collectors.groupingBy(software.amazon.awssdk.services.ec2.model.Subnet::vpcId,
                    Collectors.mapping(Subnet::of, Collectors.toList())));
        Map<String, List<SecurityGroup>> groups = ec2.describeSecurityGroupsPaginator()
            .securityGroups()
            .stream()
            .sorted(Comparator.comparing(software.amazon.awssdk.services.ec2.model.SecurityGroup::groupName))
            .collect(Collectors.groupingBy(software.amazon.awssdk.services.ec2.model.SecurityGroup::vpcId,
                    Collectors.mapping(SecurityGroup::of, Collectors.toList())));
        return new Network(ec2.describeVpcsPaginator()
            .vpcs()
            .stream()
            .map((vpc) -> Vpc.of(vpc, subnets.getOrDefault(vpc.vpcId(), List.of()),
                    groups.getOrDefault(vpc.vpcId(), List.of())))
            .sorted(Comparator.comparing(Vpc::isDefault).reversed().thenComparing(Vpc::id))
            .toList());
    }

    /**
     * The addresses of network interfaces. Interfaces that are gone already are left out:
     * a filter is asked instead of ids, because one unknown id would fail the whole call.
     * @param connection where
     * @param networkInterfaceIds such as {@code eni-0123}
     * @return the addresses by network interface, up to two seconds old
     * @throws dev.shipshape.web.Problem if AWS cannot be asked
     */
    public Map<String, Addresses> addresses(Connection connection, Collection<String> networkInterfaceIds) {
        List<String> ids = List.copyOf(new TreeSet<>(networkInterfaceIds));
        if (ids.isEmpty()) {
            return Map.of();
        }
        return this.reads.shared(connection, "addresses " + ids, () -> addressesOf(this.clients.ec2(connection), ids));
    }

    /** The same, asked of AWS now, 200 interfaces a call. */
    public Map<String, Addresses> addressesNow(Connection connection, Collection<String> networkInterfaceIds) {
        List<String> ids = List.copyOf(new TreeSet<>(networkInterfaceIds));
        return ids.isEmpty() ? Map.of() : this.reads.fresh(() -> addressesOf(this.clients.ec2(connection), ids));
    }

    private static Map<String, Addresses> addressesOf(Ec2Client ec2, List<String> ids) {
        Map<String, Addresses> found = new TreeMap<>();
        for (int from = 0; from < ids.size(); from += VALUES) {
            List<String> some = ids.subList(from, Math.min(from + VALUES, ids.size()));
            ec2.describeNetworkInterfacesPaginator(DescribeNetworkInterfacesRequest.builder()
                .filters(Filter.builder().name("network-interface-id").values(some).build())
                .build()).networkInterfaces().forEach((eni) -> found.put(eni.networkInterfaceId(), Addresses.of(eni)));
        }
        return found;
    }

}
