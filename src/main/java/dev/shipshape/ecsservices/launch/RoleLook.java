package dev.shipshape.ecsservices.launch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Looks whether a role is there and can be taken by tasks. */
@Component
class RoleLook {

    private final AwsClients clients;

    private final SharedReads reads;

    RoleLook(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    Check of(Connection connection, String role) {
        String name = role.substring(role.lastIndexOf('/') + 1);
        try {
            return this.reads.shared(connection, "role for a launch " + name, () -> read(connection, name));
        }
        catch (Problem problem) {
            return Check.warn("taskDefinition",
                    "Whether the role " + name + " is there cannot be told: " + problem.what());
        }
    }

    private Check read(Connection connection, String name) {
        try {
            String trust = this.clients.iam(connection)
                .getRole((request) -> request.roleName(name))
                .role()
                .assumeRolePolicyDocument();
            boolean ours = trust != null
                    && URLDecoder.decode(trust, StandardCharsets.UTF_8).contains("ecs-tasks.amazonaws.com");
            return ours ? Check.ok("taskDefinition", "The role " + name + " is there.")
                    : Check.stop("taskDefinition", "The role " + name + " does not let ECS tasks take it: its trust "
                            + "policy must name ecs-tasks.amazonaws.com.");
        }
        catch (NoSuchEntityException ex) {
            return Check.stop("taskDefinition", "There is no role " + name
                    + ", so that its containers cannot start. Create it, or make a revision with another.");
        }
    }

}
