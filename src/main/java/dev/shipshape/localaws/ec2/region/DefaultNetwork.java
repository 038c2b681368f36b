package dev.shipshape.localaws.ec2.region;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/**
 * The network that every account has in every region: one VPC, a subnet in each of three
 * zones, a security group, a way out. Its ids follow from account and region, so that
 * they are the same after a reset.
 *
 * @param account the account
 * @param region the region
 * @param vpcId the VPC's id
 * @param subnets the three subnets
 * @param securityGroupId the default security group's id
 */
public record DefaultNetwork(String account, String region, String vpcId, List<Zone> subnets, String securityGroupId) {

    /** The VPC's addresses, as AWS gives them to every default VPC. */
    public static final String CIDR = "172.31.0.0/16";

    private static final Map<String, String> DIRECTIONS = Map.of("north", "n", "south", "s", "east", "e", "west", "w",
            "central", "c", "northeast", "ne", "northwest", "nw", "southeast", "se", "southwest", "sw");

    /** The network of an account in a region. */
    public static DefaultNetwork of(String account, String region) {
        return new DefaultNetwork(account, region, id("vpc", account, region, ""),
                IntStream.range(0, 3).mapToObj((number) -> zone(account, region, number)).toList(),
                id("sg", account, region, ""));
    }

    private static Zone zone(String account, String region, int number) {
        String zone = region + (char) ('a' + number);
        return new Zone(id("subnet", account, region, zone), zone, shortened(region) + "-az" + (number + 1),
                "172.31." + 16 * number + ".0/20");
    }

    /** An id of a thing of this network that there is one of. */
    public String id(String prefix) {
        return id(prefix, this.account, this.region, "");
    }

    /** Puts the network into a region that has none yet. */
    void into(NetworkTables tables) {
        tables.vpcs()
            .put(this.region,
                    Parts.vpc(this.account, this.vpcId, CIDR, id("vpc-cidr-assoc"), true, "default", id("dopt")));
        for (Zone zone : this.subnets) {
            tables.subnets()
                .put(this.region,
                        Parts.subnet(this.account, this.region, zone.subnetId(), this.vpcId, zone.cidr())
                            .availabilityZone(zone.zone())
                            .availabilityZoneId(zone.zoneId())
                            .defaultForAz(true)
                            .mapPublicIpOnLaunch(true)
                            .build());
        }
        tables.groups()
            .put(this.region, Parts.defaultGroup(this.account, this.region, this.vpcId, this.securityGroupId));
        tables.rules().put(this.region, this.securityGroupId, Parts.defaultRules(this.account, this.securityGroupId));
        String gateway = id("igw");
        tables.gateways()
            .put(this.region,
                    InternetGateway.builder()
                        .internetGatewayId(gateway)
                        .ownerId(this.account)
                        .attachments(InternetGatewayAttachment.builder().vpcId(this.vpcId).state("available").build())
                        .build());
        RouteTable main = Parts.mainRouteTable(this.account, this.vpcId, id("rtb"), id("rtbassoc"), CIDR);
        List<Route> routes = new ArrayList<>(main.routes());
        routes.add(Parts.route("0.0.0.0/0").gatewayId(gateway).build());
        tables.routeTables().put(this.region, main.toBuilder().routes(routes).build());
    }

    /** The zone of this name or id; refuses one that the region does not have. */
    public Zone zone(String name) {
        return this.subnets.stream()
            .filter((zone) -> zone.zone().equals(name) || zone.zoneId().equals(name))
            .findFirst()
            .orElseThrow(() -> Ec2Errors.invalidValue(
                    "Value (" + name + ") for parameter availabilityZone is invalid. Subnets can currently only be "
                            + "created in the following availability zones: "
                            + String.join(", ", this.subnets.stream().map(Zone::zone).toList()) + "."));
    }

    /** An id that is always the same for the same thing of this account and region. */
    public String id(String prefix, String more) {
        return id(prefix, this.account, this.region, more);
    }

    private static String id(String prefix, String account, String region, String more) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(String.join(" ", prefix, account, region, more).getBytes(StandardCharsets.UTF_8));
            return prefix + "-0" + HexFormat.of().formatHex(digest).substring(0, 16);
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has SHA-256", ex);
        }
    }

    /** As zone ids have it: {@code use1} for {@code us-east-1}. */
    private static String shortened(String region) {
        String[] parts = region.toLowerCase(Locale.ROOT).split("-", -1);
        StringBuilder word = new StringBuilder();
        for (String part : parts) {
            word.append(DIRECTIONS.getOrDefault(part, part));
        }
        return word.toString();
    }

    /**
     * A subnet and the zone that it lies in.
     *
     * @param subnetId its id
     * @param zone the zone's name, such as {@code us-east-1a}
     * @param zoneId the zone's id, such as {@code use1-az1}
     * @param cidr its addresses, 4,091 of which can be used
     */
    public record Zone(String subnetId, String zone, String zoneId, String cidr) {

    }

}
