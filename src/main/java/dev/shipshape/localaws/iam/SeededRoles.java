package dev.shipshape.localaws.iam;

import java.time.Instant;

import software.amazon.awssdk.services.iam.model.Role;

/**
 * The roles of an account that has used ECS before: the task execution role that the
 * tutorials make, and the one that ECS itself made.
 */
final class SeededRoles {

    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private static final String OF_ECS = "AWSServiceRoleForECS";

    private SeededRoles() {
    }

    /**
     * Puts both there, once: AWS's own cannot be deleted, so if it is there the other was
     * there too, and stays deleted.
     */
    static void into(IamTables tables, String account) {
        if (tables.roles().find(OF_ECS).isPresent()) {
            return;
        }
        tables.roles()
            .put(OF_ECS, role(account, "/aws-service-role/ecs.amazonaws.com/", OF_ECS, "ecs.amazonaws.com",
                    "Role to enable Amazon ECS to manage your cluster."));
        tables.attach(OF_ECS, ManagedPolicies.SERVICE_LINKED);
        tables.roles()
            .put("ecsTaskExecutionRole", role(account, "/", "ecsTaskExecutionRole", "ecs-tasks.amazonaws.com",
                    "Allows ECS tasks to pull images and to write logs."));
        tables.attach("ecsTaskExecutionRole", ManagedPolicies.TASK_EXECUTION);
    }

    private static Role role(String account, String path, String name, String principal, String description) {
        String trust = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                "Principal":{"Service":"%s"},"Action":"sts:AssumeRole"}]}""".formatted(principal);
        return Role.builder()
            .path(path)
            .roleName(name)
            .roleId("AROA" + (name.toUpperCase(java.util.Locale.ROOT) + "00000000000000000").substring(0, 17))
            .arn("arn:aws:iam::" + account + ":role" + path + name)
            .createDate(MADE)
            .assumeRolePolicyDocument(PolicyDocument.encoded(trust))
            .description(description)
            .maxSessionDuration(3600)
            .build();
    }

}
