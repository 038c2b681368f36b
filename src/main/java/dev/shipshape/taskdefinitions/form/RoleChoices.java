package dev.shipshape.taskdefinitions.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.roles.Role;
import dev.shipshape.taskdefinitions.roles.TaskRoles;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The roles to choose from.
 *
 * @param roles those that tasks may take
 * @param problem why they could not be listed; null if they were
 */
record RoleChoices(List<Role> roles, @Nullable Problem problem) {

    /**
     * Not being allowed to list roles is no reason to have no form: an ARN can be typed.
     */
    static RoleChoices of(TaskRoles roles, Connection connection) {
        try {
            return new RoleChoices(roles.forTasks(connection), null);
        }
        catch (Problem problem) {
            return new RoleChoices(List.of(), problem);
        }
    }

    /** The ARN of the usual execution role; empty if there is none. */
    String executionRole() {
        return this.roles.stream()
            .filter((role) -> role.name().equals(TaskRoles.EXECUTION_ROLE))
            .map(Role::arn)
            .findFirst()
            .orElse("");
    }

    /** Whether the form is to offer making the usual execution role. */
    public boolean missing() {
        return this.problem == null && executionRole().isEmpty();
    }

    /** Whether roles can be chosen from a list; otherwise they are typed. */
    public boolean listed() {
        return this.problem == null;
    }

    /**
     * The options of a select.
     * @param chosen what is chosen now, which may be a role that the list leaves out
     * @return ARN to name, none first
     */
    public Map<String, String> options(String chosen) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", "None");
        this.roles.forEach((role) -> options.put(role.arn(), role.name()));
        options.putIfAbsent(chosen, chosen);
        return options;
    }

}
