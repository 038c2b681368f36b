package dev.shipshape.clusters;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandConfiguration;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandLogConfiguration;

/**
 * What can be set of a cluster besides its capacity providers.
 *
 * @param insights {@code disabled}, {@code enabled} or {@code enhanced}
 * @param execLogging where sessions of ECS Exec are logged: {@code NONE}, {@code DEFAULT}
 * or {@code OVERRIDE}; empty where nothing is set
 * @param execLogGroup the log group for {@code OVERRIDE}; empty for none
 * @param execKey the KMS key of the sessions; empty for none
 * @param namespace the default namespace of Service Connect; empty for none
 */
public record ClusterSettings(String insights, String execLogging, String execLogGroup, String execKey,
        String namespace) {

    static ClusterSettings of(software.amazon.awssdk.services.ecs.model.Cluster cluster) {
        String insights = cluster.settings()
            .stream()
            .filter((setting) -> "containerInsights".equals(setting.nameAsString()))
            .map((setting) -> orEmpty(setting.value()))
            .findFirst()
            .orElse("disabled");
        ExecuteCommandConfiguration exec = (cluster.configuration() != null)
                ? cluster.configuration().executeCommandConfiguration() : null;
        ExecuteCommandLogConfiguration log = (exec != null) ? exec.logConfiguration() : null;
        return new ClusterSettings(insights, (exec != null) ? orEmpty(exec.loggingAsString()) : "",
                (log != null) ? orEmpty(log.cloudWatchLogGroupName()) : "",
                (exec != null) ? orEmpty(exec.kmsKeyId()) : "", (cluster.serviceConnectDefaults() != null)
                        ? orEmpty(cluster.serviceConnectDefaults().namespace()) : "");
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** Container Insights in a person's words. */
    public String insightsWord() {
        return switch (this.insights) {
            case "enabled" -> "on";
            case "enhanced" -> "on, with enhanced observability";
            default -> "off";
        };
    }

}
