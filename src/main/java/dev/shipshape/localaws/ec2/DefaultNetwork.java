package dev.shipshape.localaws.ec2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

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
    String id(String prefix) {
        return id(prefix, this.account, this.region, "");
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

        /** The ARN of the subnet. */
        public String arn(DefaultNetwork network) {
            return "arn:aws:ec2:" + network.region() + ":" + network.account() + ":subnet/" + this.subnetId;
        }

    }

}
