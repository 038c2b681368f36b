package dev.shipshape.localaws.ecs.shared;

import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.CallContext;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * How calls name things: by a short name or by an ARN, which must be of this region, this
 * account and, for what lies in a cluster, of the cluster of the call.
 */
public final class References {

    private static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private References() {
    }

    /** The ARN of a cluster. */
    public static String cluster(CallContext context, String nameOrArn) {
        String name = nameOrArn.startsWith("arn:") ? resource(context, "cluster", nameOrArn) : nameOrArn;
        if (!CLUSTER.matcher(name).matches()) {
            throw EcsErrors.invalidParameter("Cluster must match ^[a-zA-Z0-9\\-_]{1,255}$, but was " + name);
        }
        return context.arn("ecs", "cluster/" + name);
    }

    /**
     * The ARN of what lies in a cluster. An ARN of the short format, without the cluster,
     * is taken too.
     * @param kind as it stands in the ARN, such as {@code service}
     */
    public static String within(CallContext context, Cluster cluster, String kind, String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            String prefix = cluster.clusterName() + "/";
            String name = nameOrArn.startsWith(prefix) ? nameOrArn.substring(prefix.length()) : nameOrArn;
            return Names.below(cluster, ":" + kind + "/") + name;
        }
        String resource = resource(context, kind, nameOrArn);
        int slash = resource.indexOf('/');
        if (slash < 0) {
            return Names.below(cluster, ":" + kind + "/") + resource;
        }
        String other = resource.substring(0, slash);
        if (!other.equals(cluster.clusterName())) {
            throw EcsErrors.invalidParameter("Invalid identifier: Identifier is for cluster " + other
                    + ". Your cluster is " + cluster.clusterName());
        }
        return nameOrArn;
    }

    /**
     * What stands in an ARN after the kind of resource, once the ARN is of this region
     * and account.
     */
    public static String resource(CallContext context, String kind, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("ecs")) {
            throw EcsErrors.invalidParameter("Invalid identifier: " + arn);
        }
        if (!parts[3].equals(context.region())) {
            throw EcsErrors.invalidParameter("Invalid Region in ARN");
        }
        if (!parts[4].equals(context.account())) {
            throw EcsErrors.invalidParameter(
                    "Invalid identifier: Identifier is for " + parts[4] + ". Your accountId is " + context.account());
        }
        if (!parts[5].startsWith(kind + "/")) {
            throw EcsErrors.invalidParameter("Unsupported resource type: " + parts[5].replaceFirst("[/:].*", ""));
        }
        return parts[5].substring(kind.length() + 1);
    }

}
