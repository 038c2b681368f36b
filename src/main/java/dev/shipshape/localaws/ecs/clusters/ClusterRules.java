package dev.shipshape.localaws.ecs.clusters;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.protocol.CallContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandConfiguration;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandLogging;

/** What ECS takes for the settings, the configuration and the providers of a cluster. */
final class ClusterRules {

    private static final Set<String> INSIGHTS = Set.of("enabled", "enhanced", "disabled");

    private static final int MOST_PROVIDERS = 20;

    private ClusterRules() {
    }

    /** The settings asked for, or the account's. */
    static List<ClusterSetting> settings(List<ClusterSetting> asked, String containerInsights) {
        for (ClusterSetting setting : asked) {
            if (!"containerInsights".equals(setting.nameAsString())) {
                throw EcsErrors.invalidParameter("Invalid setting 'name'");
            }
            if (!INSIGHTS.contains(String.valueOf(setting.value()))) {
                throw EcsErrors.invalidParameter("Invalid setting 'value'");
            }
        }
        return asked.isEmpty()
                ? List.of(ClusterSetting.builder().name("containerInsights").value(containerInsights).build())
                : List.copyOf(asked);
    }

    /** A log configuration goes with OVERRIDE, and only with it (API reference). */
    static void checkConfiguration(@Nullable ClusterConfiguration configuration) {
        ExecuteCommandConfiguration command = (configuration != null) ? configuration.executeCommandConfiguration()
                : null;
        if (command == null) {
            return;
        }
        if (command.logging() == ExecuteCommandLogging.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("logging should be one of [NONE,DEFAULT,OVERRIDE]");
        }
        boolean override = command.logging() == ExecuteCommandLogging.OVERRIDE;
        if (override != (command.logConfiguration() != null)) {
            throw EcsErrors.invalidParameter(override ? "logConfiguration must be specified when logging is OVERRIDE."
                    : "logConfiguration must not be specified unless logging is OVERRIDE.");
        }
    }

    static void checkProviders(CallContext context, Providers known, List<String> providers,
            List<CapacityProviderStrategyItem> strategy) {
        if (providers.size() > MOST_PROVIDERS) {
            throw EcsErrors.invalidParameter("The maximum number of capacity providers per cluster has been exceeded.");
        }
        if (new HashSet<>(providers).size() < providers.size()) {
            throw EcsErrors.invalidParameter("A capacity provider must not be listed more than once.");
        }
        for (String name : providers) {
            CapacityProvider provider = known.find(context, name)
                .orElseThrow(() -> EcsErrors.invalidParameter("The specified capacity provider '" + name
                        + "' was not found. Specify a valid name or ARN and try again."));
            if (!provider.name().equals(name)) {
                throw EcsErrors.invalidParameter("The short name of a capacity provider must be specified: " + name);
            }
        }
        CapacityProviders.check(strategy, providers);
    }

}
