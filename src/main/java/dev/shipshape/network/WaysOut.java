package dev.shipshape.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** How tasks in subnets reach what lies outside, by the subnets' route tables. */
@Component
public class WaysOut {

    private static final String EVERYWHERE = "0.0.0.0/0";

    private final AwsClients clients;

    private final SharedReads reads;

    WaysOut(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * The way out of each subnet.
     * @param connection where
     * @param subnets their ids, of one VPC or several
     * @return by subnet; those of which nothing is known are left out
     * @throws dev.shipshape.web.Problem if AWS cannot be asked
     */
    public Map<String, Way> of(Connection connection, Collection<String> subnets) {
        List<RouteTable> tables = this.reads.shared(connection, "route tables",
                () -> this.clients.ec2(connection).describeRouteTablesPaginator().routeTables().stream().toList());
        Map<String, String> vpcs = this.reads.shared(connection, "vpcs of subnets",
                () -> this.clients.ec2(connection)
                    .describeSubnetsPaginator()
                    .subnets()
                    .stream()
                    .collect(Collectors.toMap((subnet) -> subnet.subnetId(), (subnet) -> subnet.vpcId())));
        Map<String, Way> ways = new LinkedHashMap<>();
        for (String subnet : subnets) {
            String vpc = vpcs.get(subnet);
            RouteTable table = (vpc != null) ? table(tables, subnet, vpc) : null;
            if (vpc != null && table != null) {
                Way way = way(table);
                ways.put(subnet, (way == Way.NONE && hasEndpoints(connection, vpc)) ? Way.ENDPOINTS : way);
            }
        }
        return ways;
    }

    /** The subnet's own table, or else its VPC's main one (VPC user guide). */
    private static @Nullable RouteTable table(List<RouteTable> tables, String subnet, String vpc) {
        return tables.stream()
            .filter((table) -> table.associations().stream().anyMatch((one) -> subnet.equals(one.subnetId())))
            .findFirst()
            .or(() -> tables.stream()
                .filter((table) -> vpc.equals(table.vpcId())
                        && table.associations().stream().anyMatch((one) -> Boolean.TRUE.equals(one.main())))
                .findFirst())
            .orElse(null);
    }

    private static Way way(RouteTable table) {
        return table.routes()
            .stream()
            .filter((route) -> EVERYWHERE.equals(route.destinationCidrBlock())
                    && !"blackhole".equals(route.stateAsString()))
            .map(WaysOut::way)
            .findFirst()
            .orElse(Way.NONE);
    }

    private static Way way(Route route) {
        String gateway = route.gatewayId();
        if (gateway != null && gateway.startsWith("igw-")) {
            return Way.INTERNET_GATEWAY;
        }
        return (route.natGatewayId() != null) ? Way.NAT : Way.OTHER;
    }

    /** What Fargate needs to pull from ECR without the internet (ECR user guide). */
    private boolean hasEndpoints(Connection connection, String vpc) {
        Set<String> services = this.reads.shared(connection, "endpoints of " + vpc, () -> {
            Ec2Client ec2 = this.clients.ec2(connection);
            return ec2
                .describeVpcEndpointsPaginator(
                        (request) -> request.filters(Filter.builder().name("vpc-id").values(vpc).build()))
                .vpcEndpoints()
                .stream()
                .map(VpcEndpoint::serviceName)
                .collect(Collectors.toSet());
        });
        return services.stream().anyMatch((name) -> name.endsWith(".ecr.api"))
                && services.stream().anyMatch((name) -> name.endsWith(".ecr.dkr"))
                && services.stream().anyMatch((name) -> name.endsWith(".s3"));
    }

    /** How a subnet reaches what lies outside of its VPC. */
    public enum Way {

        /** By an internet gateway, which serves only what has a public address. */
        INTERNET_GATEWAY,
        /** By a NAT gateway. */
        NAT,
        /** Over another network, an appliance or a peer. */
        OTHER,
        /** Only ECR and S3, by VPC endpoints. */
        ENDPOINTS,
        /** Not at all. */
        NONE

    }

}
