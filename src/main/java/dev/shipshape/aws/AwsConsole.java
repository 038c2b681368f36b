package dev.shipshape.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Addresses of the same things in AWS's own console. A connection with an endpoint of its
 * own, such as the sandbox, has none: all of them are null there.
 */
public final class AwsConsole {

    private AwsConsole() {
    }

    /** A cluster. */
    public static @Nullable String cluster(Connection connection, String cluster) {
        return of(connection, "/ecs/v2/clusters/" + part(cluster));
    }

    /** A service of a cluster. */
    public static @Nullable String service(Connection connection, String cluster, String service) {
        return of(connection, "/ecs/v2/clusters/" + part(cluster) + "/services/" + part(service));
    }

    /** A task of a cluster, by its id. */
    public static @Nullable String task(Connection connection, String cluster, String task) {
        return of(connection, "/ecs/v2/clusters/" + part(cluster) + "/tasks/" + part(task));
    }

    /** A family of task definitions. */
    public static @Nullable String family(Connection connection, String family) {
        return of(connection, "/ecs/v2/task-definitions/" + part(family));
    }

    /** A revision of a task definition. */
    public static @Nullable String revision(Connection connection, String family, int revision) {
        return of(connection, "/ecs/v2/task-definitions/" + part(family) + "/" + revision);
    }

    /**
     * A private repository.
     * @param connection where
     * @param account the id of the registry's account
     * @param repository the repository's name, which may hold slashes
     */
    public static @Nullable String repository(Connection connection, String account, String repository) {
        return of(connection, "/ecr/repositories/private/" + part(account) + "/" + repository);
    }

    /** A log group. Its console takes names encoded twice, with $ for %. */
    public static @Nullable String logGroup(Connection connection, String group) {
        return of(connection, "/cloudwatch/home",
                "#logsV2:log-groups/log-group/" + part(part(group)).replace("%", "$"));
    }

    private static @Nullable String of(Connection connection, String path) {
        return of(connection, path, "");
    }

    private static @Nullable String of(Connection connection, String path, String fragment) {
        if (connection.endpoint() != null || connection.sandbox()) {
            return null;
        }
        return "https://" + connection.region() + ".console." + host(connection) + path + "?region="
                + connection.region() + fragment;
    }

    private static String host(Connection connection) {
        Region region = Region.of(connection.region());
        return switch (connection.partition()) {
            case "aws-cn" -> "amazonaws.cn";
            case "aws-us-gov" -> "amazonaws-us-gov.com";
            default -> (region.metadata() == null || connection.partition().equals("aws")) ? "aws.amazon.com"
                    : region.metadata().partition().dnsSuffix();
        };
    }

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

}
