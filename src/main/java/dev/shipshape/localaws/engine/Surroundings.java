package dev.shipshape.localaws.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * What a task meets outside ECS.
 *
 * @param network the subnets and security groups
 * @param logs where log lines go
 * @param images what can be pulled from the sandbox's registry
 * @param disturbances what goes wrong because someone asked for it
 */
public record Surroundings(Network network, LogSink logs, ImageLookup images, Disturbances disturbances) {

    /** Surroundings in which nothing goes wrong. */
    public Surroundings(Network network, LogSink logs, ImageLookup images) {
        this(network, logs, images, Disturbances.none());
    }

    /** An open world, for an endpoint without these services: everything exists. */
    public static Surroundings open() {
        return new Surroundings(new AnySubnet(), new NoLogs(),
                (region, repository, reference) -> Optional.of(digest(repository + ":" + reference)));
    }

    /** A digest that is always the same for the same name. */
    public static String digest(String name) {
        String half = BinaryUtils.toHex(Md5Utils.computeMD5Hash(name.getBytes(StandardCharsets.UTF_8)));
        return "sha256:" + half + half;
    }

    private static final class AnySubnet implements Network {

        @Override
        public Optional<Subnet> subnet(String region, String subnetId) {
            return Optional.of(new Subnet(subnetId, "vpc-0a1b2c3d4e5f60718", region + "a", "172.31.0.0/20"));
        }

        @Override
        public boolean hasVpc(String region, String vpcId) {
            return true;
        }

        @Override
        public boolean hasSecurityGroup(String region, String vpcId, String groupId) {
            return true;
        }

        @Override
        public String defaultSecurityGroup(String region, String vpcId) {
            return "sg-0a1b2c3d4e5f60718";
        }

    }

    private static final class NoLogs implements LogSink {

        @Override
        public boolean hasGroup(String region, String group) {
            return true;
        }

        @Override
        public void createGroup(String region, String group) {
            // There are no log groups here.
        }

        @Override
        public void append(String region, String group, String stream, Instant time, String line) {
            // There are no log groups here.
        }

    }

}
