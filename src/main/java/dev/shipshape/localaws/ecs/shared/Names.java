package dev.shipshape.localaws.ecs.shared;

import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.AwsError;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * The names of ECS. The model has the rule for them in prose only: 1 to 255 letters,
 * digits, hyphens and underscores.
 */
public final class Names {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private Names() {
    }

    /** A cluster's name, checked. */
    public static String cluster(String name) {
        return check(name, "Cluster name");
    }

    /** A service's name, checked. */
    public static String service(String name) {
        return check(name, "Service name");
    }

    /** A family's name, checked. */
    public static String family(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw EcsErrors.client("Family should not be blank.");
        }
        if (name.length() > 255) {
            throw EcsErrors.client("Family name was an unexpected length.");
        }
        if (!FAMILY.matcher(name).matches()) {
            throw EcsErrors.client("Family contains invalid characters.");
        }
        return name;
    }

    private static String check(String name, String what) {
        AwsError error = null;
        if (name.isEmpty() || name.length() > 255) {
            error = EcsErrors.invalidParameter(what + " was an unexpected length.");
        }
        else if (!NAME.matcher(name).matches()) {
            error = EcsErrors.invalidParameter(what + " contains invalid characters.");
        }
        if (error != null) {
            throw error;
        }
        return name;
    }

    /** What stands after the last slash of an ARN; a name stays as it is. */
    public static String last(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    /** Where the ARNs of what lies in a cluster begin. */
    public static String below(Cluster cluster, String kind) {
        return cluster.clusterArn().replace(":cluster/", kind) + "/";
    }

}
