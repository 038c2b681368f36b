package dev.shipshape.clusters.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.clusters.ClusterSettings;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterServiceConnectDefaultsRequest;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandConfiguration;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandLogConfiguration;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;

/**
 * What can be set of a cluster, as it is chosen in the form.
 *
 * @param insights {@code disabled}, {@code enabled} or {@code enhanced}
 * @param execLogging where sessions of ECS Exec are logged; empty for nothing set
 * @param execLogGroup the log group of {@code OVERRIDE}
 * @param execKey the KMS key of the sessions; empty for none
 * @param namespace the default namespace of Service Connect; empty for none
 */
record SettingsForm(
        @Pattern(regexp = "disabled|enabled|enhanced", message = "Choose one of those shown.") String insights,
        @Pattern(regexp = "|NONE|DEFAULT|OVERRIDE", message = "Choose one of those shown.") String execLogging,
        @Pattern(regexp = "[\\w./#-]{0,512}",
                message = "A log group's name has letters, digits, _ - / . and #.") String execLogGroup,
        String execKey, String namespace) {

    static final Map<String, String> INSIGHTS = ordered("disabled", "Off", "enabled", "On", "enhanced",
            "On, with enhanced observability (dearer)");

    static final Map<String, String> LOGGING = ordered("", "Not set", "DEFAULT",
            "To where each container's own lines go", "OVERRIDE", "To the log group below", "NONE", "Nowhere");

    SettingsForm(@Nullable String insights, @Nullable String execLogging, @Nullable String execLogGroup,
            @Nullable String execKey, @Nullable String namespace) {
        this.insights = Objects.requireNonNullElse(insights, "disabled");
        this.execLogging = Objects.requireNonNullElse(execLogging, "");
        this.execLogGroup = Objects.requireNonNullElse(execLogGroup, "").strip();
        this.execKey = Objects.requireNonNullElse(execKey, "").strip();
        this.namespace = Objects.requireNonNullElse(namespace, "").strip();
    }

    static SettingsForm of(ClusterSettings now) {
        return new SettingsForm(now.insights(), now.execLogging(), now.execLogGroup(), now.execKey(), now.namespace());
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put(pairs[at], pairs[at + 1]);
        }
        return map;
    }

    /** Whether this is what the cluster has already. */
    boolean isAs(ClusterSettings now) {
        return equals(of(now));
    }

    /** The request with only what is another now. */
    UpdateClusterRequest request(String cluster, ClusterSettings now) {
        UpdateClusterRequest.Builder request = UpdateClusterRequest.builder().cluster(cluster);
        if (!this.insights.equals(now.insights())) {
            request.settings(ClusterSetting.builder().name("containerInsights").value(this.insights).build());
        }
        SettingsForm before = of(now);
        if (!this.execLogging.equals(before.execLogging) || !this.execLogGroup.equals(before.execLogGroup)
                || !this.execKey.equals(before.execKey)) {
            request.configuration(ClusterConfiguration.builder().executeCommandConfiguration(exec()).build());
        }
        if (!this.namespace.equals(now.namespace())) {
            request.serviceConnectDefaults(
                    ClusterServiceConnectDefaultsRequest.builder().namespace(this.namespace).build());
        }
        return request.build();
    }

    private ExecuteCommandConfiguration exec() {
        ExecuteCommandConfiguration.Builder exec = ExecuteCommandConfiguration.builder()
            .logging(this.execLogging.isEmpty() ? "DEFAULT" : this.execLogging);
        if (!this.execKey.isEmpty()) {
            exec.kmsKeyId(this.execKey);
        }
        if (this.execLogging.equals("OVERRIDE") && !this.execLogGroup.isEmpty()) {
            exec.logConfiguration(
                    ExecuteCommandLogConfiguration.builder().cloudWatchLogGroupName(this.execLogGroup).build());
        }
        return exec.build();
    }

}
