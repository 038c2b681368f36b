package dev.shipshape.taskdefinitions.roles;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cost.Billable;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** The roles that ECS tasks may take, and the usual execution role. */
@Component
public class TaskRoles {

    /** What AWS's guides and its own console call the execution role. */
    public static final String EXECUTION_ROLE = "ecsTaskExecutionRole";

    static final String KIND = "role";

    private static final String POLICY = "service-role/AmazonECSTaskExecutionRolePolicy";

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    TaskRoles(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /**
     * The roles that ECS tasks may take, by name.
     * @param connection where
     * @throws Problem if AWS does not let us list roles
     */
    public List<Role> forTasks(Connection connection) {
        return this.reads.shared(connection, "roles for tasks",
                () -> this.clients.iam(connection)
                    .listRolesPaginator()
                    .roles()
                    .stream()
                    .map(Role::of)
                    .filter(Role::forTasks)
                    .sorted(Comparator.comparing(Role::name))
                    .toList());
    }

    /**
     * Makes {@link #EXECUTION_ROLE} with AWS's own policy for it, in two actions, as they
     * are two calls.
     * @param connection where
     * @return the role
     * @throws Problem if AWS refuses
     */
    public Role createExecutionRole(Connection connection) {
        Change change = this.actions.making(connection, Verb.CREATE, KIND, EXECUTION_ROLE);
        CreateRoleRequest request = CreateRoleRequest.builder()
            .roleName(EXECUTION_ROLE)
            .assumeRolePolicyDocument(TRUST)
            .description("Lets ECS pull images and write logs for tasks")
            .tags(change.tags()
                .entrySet()
                .stream()
                .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
            .build();
        Role made = this.actions.run(change.by(request), () -> {
            Role role = Role.of(this.clients.iam(connection).createRole(request).role());
            return Outcome.of(role).made(resource(connection, role));
        });
        attach(connection, made);
        return made;
    }

    private void attach(Connection connection, Role role) {
        AttachRolePolicyRequest request = AttachRolePolicyRequest.builder()
            .roleName(role.name())
            .policyArn("arn:" + connection.partition() + ":iam::aws:policy/" + POLICY)
            .build();
        this.actions.run(Change.of(connection, Verb.UPDATE, KIND, role.name()).on(role.arn()).by(request), () -> {
            this.clients.iam(connection).attachRolePolicy(request);
            return Outcome.of(role);
        });
    }

    /**
     * Deletes a role; IAM wants its policies detached first.
     * @param connection where
     * @param name the role's name
     * @param arn its ARN
     * @throws Problem if AWS refuses
     */
    void delete(Connection connection, String name, String arn) {
        List<AttachedPolicy> policies = this.reads.fresh(() -> this.clients.iam(connection)
            .listAttachedRolePoliciesPaginator((request) -> request.roleName(name))
            .attachedPolicies()
            .stream()
            .toList());
        for (AttachedPolicy policy : policies) {
            DetachRolePolicyRequest request = DetachRolePolicyRequest.builder()
                .roleName(name)
                .policyArn(policy.policyArn())
                .build();
            this.actions.run(Change.of(connection, Verb.UPDATE, KIND, name).on(arn).by(request), () -> {
                this.clients.iam(connection).detachRolePolicy(request);
                return Outcome.of(name);
            });
        }
        DeleteRoleRequest request = DeleteRoleRequest.builder().roleName(name).build();
        this.actions.run(Change.of(connection, Verb.DELETE, KIND, name).on(arn).by(request), () -> {
            try {
                this.clients.iam(connection).deleteRole(request);
                return Outcome.of(name).gone(arn);
            }
            catch (NoSuchEntityException ex) {
                return Outcome.of(name).gone(arn).note("It was gone already.");
            }
        });
    }

    /** A role with its tags, asked of AWS itself. */
    Optional<Role> fresh(Connection connection, String name) {
        try {
            return Optional
                .of(Role.of(this.clients.iam(connection).getRole((request) -> request.roleName(name)).role()));
        }
        catch (NoSuchEntityException ex) {
            return Optional.empty();
        }
    }

    static Resource resource(Connection connection, Role role) {
        return new Resource(KIND, role.name(), null, role.arn(), role.createdAt(),
                Billable.nothing(connection.region()).facts());
    }

}
