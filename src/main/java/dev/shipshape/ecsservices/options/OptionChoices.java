package dev.shipshape.ecsservices.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.infrastructure.Infrastructure;
import dev.shipshape.network.TargetGroupChoices;
import dev.shipshape.web.Attempt;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What there is to choose from for the options of a service. */
@Component
public class OptionChoices {

    private final Infrastructure infrastructure;

    private final TargetGroupChoices targetGroups;

    OptionChoices(Infrastructure infrastructure, TargetGroupChoices targetGroups) {
        this.infrastructure = infrastructure;
        this.targetGroups = targetGroups;
    }

    /**
     * Gives a form's template what there is to choose from. What AWS does not let us read
     * is left out: the rest of the form works without it.
     */
    public void offer(Connection connection, Model model, OptionsForm form) {
        List<String> providers = new ArrayList<>(List.of(""));
        providers.addAll(Attempt.at(() -> this.infrastructure.providerNames(connection)).orElse(List.of()));
        form.strategy()
            .stream()
            .map(OptionsForm.Part::provider)
            .filter((provider) -> !providers.contains(provider))
            .forEach(providers::add);
        Map<String, String> groups = new LinkedHashMap<>(Map.of("", "None"));
        groups.putAll(Attempt.at(() -> this.targetGroups.in(connection)).orElse(Map.of()));
        form.targets().forEach((target) -> groups.putIfAbsent(target.group(), target.group()));
        model.addAttribute("strategyProviders", providers)
            .addAttribute("targetGroups", groups)
            .addAttribute("rebalancings", pairs("", "As AWS does by itself", "ENABLED", "On", "DISABLED", "Off"))
            .addAttribute("propagations",
                    pairs("SERVICE", "The service's", "TASK_DEFINITION", "The task definition's", "NONE", "Nobody's"));
    }

    private static Map<String, String> pairs(String... words) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int at = 0; at < words.length; at += 2) {
            pairs.put(words[at], words[at + 1]);
        }
        return pairs;
    }

}
