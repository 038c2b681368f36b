package dev.shipshape.taskdefinitions.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Prices;
import dev.shipshape.logs.LogGroup;
import dev.shipshape.logs.LogGroups;
import dev.shipshape.registry.Repositories;
import dev.shipshape.taskdefinitions.Registrations;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.roles.TaskRoles;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the form's page shows besides what was typed, and what registering it does. */
@Component
class FormPage {

    private static final Map<String, String> LAUNCH_TYPES = ordered("FARGATE", "Fargate", "EC2", "EC2 instances");

    private static final Map<String, String> ARCHITECTURES = ordered("X86_64", "x86, 64 bit", "ARM64",
            "ARM, 64 bit (Graviton)");

    private static final List<String> NETWORK_MODES = List.of("awsvpc", "bridge", "host", "none");

    private final Registrations registrations;

    private final TaskRoles roles;

    private final Repositories repositories;

    private final LogGroups logGroups;

    private final Prices prices;

    FormPage(Registrations registrations, TaskRoles roles, Repositories repositories, LogGroups logGroups,
            Prices prices) {
        this.registrations = registrations;
        this.roles = roles;
        this.repositories = repositories;
        this.logGroups = logGroups;
        this.prices = prices;
    }

    private static Map<String, String> ordered(String one, String label, String other, String otherLabel) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(one, label);
        options.put(other, otherLabel);
        return options;
    }

    /**
     * The ARN of the usual execution role; empty if there is none, or none can be seen.
     */
    String executionRole(Connection connection) {
        return RoleChoices.of(this.roles, connection).executionRole();
    }

    TaskDefinitionJson preset(Connection connection, String preset) {
        String role = executionRole(connection);
        List<String> images = orNone(() -> this.repositories.images(connection));
        return preset.equals("two-tier") ? Presets.twoTier(images, role, connection.region())
                : Presets.single(images, role, connection.region());
    }

    void fill(Connection connection, TaskDefinitionForm form, Model model) {
        model.addAttribute("launchTypes", LAUNCH_TYPES)
            .addAttribute("architectures", ARCHITECTURES)
            .addAttribute("networkModes", NETWORK_MODES)
            .addAttribute("cpus", FargateSizes.cpus())
            .addAttribute("memories", FargateSizes.memories(form.cpu()))
            .addAttribute("roles", RoleChoices.of(this.roles, connection))
            .addAttribute("images", orNone(() -> this.repositories.images(connection)))
            .addAttribute("logGroups",
                    orNone(() -> this.logGroups.in(connection).stream().map(LogGroup::name).toList()))
            .addAttribute("kept", form.kept())
            .addAttribute("card", Card.of(form, connection, this.prices));
    }

    /**
     * Registers what was typed, after the log groups that it names and that are missing.
     * @throws Problem if AWS refuses
     */
    TaskDefinition register(Connection connection, TaskDefinitionForm form) {
        TaskDefinitionJson json = form.definition(connection.region());
        if (form.createLogGroups().equals("true")) {
            LogGroupText.groups(json.tree(), connection.region())
                .stream()
                .filter((group) -> !this.logGroups.exists(connection, group))
                .forEach((group) -> this.logGroups.create(connection, group));
        }
        return this.registrations.register(connection, json);
    }

    /** Not being allowed to look is no reason to have no form: names can be typed. */
    private static List<String> orNone(Supplier<List<String>> names) {
        try {
            return names.get();
        }
        catch (Problem problem) {
            return List.of();
        }
    }

}
