package dev.shipshape.localaws.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** The roles that belong to services of AWS, of those that an ECS account meets. */
final class ServiceLinkedRoles {

    private static final Map<String, String> NAMES = Map.of("ecs.amazonaws.com", "ECS",
            "elasticloadbalancing.amazonaws.com", "ElasticLoadBalancing", "ecs.application-autoscaling.amazonaws.com",
            "ApplicationAutoScaling_ECSService", "autoscaling.amazonaws.com", "AutoScaling", "spot.amazonaws.com",
            "EC2Spot", "replication.ecr.amazonaws.com", "ECRReplication", "ecs-compute.amazonaws.com", "ECSCompute");

    private static final Map<String, String> POLICIES = Map.of("ECS", ManagedPolicies.SERVICE_LINKED);

    private final IamTables tables;

    ServiceLinkedRoles(IamTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateServiceLinkedRole",
                Operation.of(CreateServiceLinkedRoleRequest::builder, this::create).requiring("AWSServiceName"),
                "DeleteServiceLinkedRole",
                Operation.of(DeleteServiceLinkedRoleRequest::builder, this::delete).requiring("RoleName"),
                "GetServiceLinkedRoleDeletionStatus",
                Operation.of(GetServiceLinkedRoleDeletionStatusRequest::builder, this::status)
                    .requiring("DeletionTaskId"));
    }

    private CreateServiceLinkedRoleResponse create(CallContext context, CreateServiceLinkedRoleRequest request) {
        String service = request.awsServiceName();
        String known = NAMES.get(service);
        if (known == null) {
            throw new AwsError("InvalidInput", "Service role name " + service + " is not valid.");
        }
        if (request.customSuffix() != null && !service.startsWith("autoscaling.")) {
            throw new AwsError("InvalidInput", "Custom suffix is not allowed for " + service);
        }
        String name = "AWSServiceRoleFor" + known
                + ((request.customSuffix() != null) ? "_" + request.customSuffix() : "");
        if (this.tables.roles().find(name).isPresent()) {
            throw new AwsError("InvalidInput",
                    "Service role name " + name + " has been taken in this account, please try a different suffix.");
        }
        String path = "/aws-service-role/" + service + "/";
        String trust = """
                {"Version":"2012-10-17","Statement":[{"Action":["sts:AssumeRole"],"Effect":"Allow",\
                "Principal":{"Service":["%s"]}}]}""".formatted(service);
        String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        Role role = Role.builder()
            .path(path)
            .roleName(name)
            .roleId("AROA" + id.substring(0, 17))
            .arn("arn:aws:iam::" + context.account() + ":role" + path + name)
            .createDate(context.now().truncatedTo(ChronoUnit.SECONDS))
            .assumeRolePolicyDocument(URLEncoder.encode(trust, StandardCharsets.UTF_8))
            .description(request.description())
            .maxSessionDuration(3600)
            .build();
        this.tables.roles().put(name, role);
        String policy = POLICIES.get(known);
        if (policy != null) {
            this.tables.attach(name, policy);
        }
        return CreateServiceLinkedRoleResponse.builder().role(role).build();
    }

    private DeleteServiceLinkedRoleResponse delete(CallContext context, DeleteServiceLinkedRoleRequest request) {
        Role role = this.tables.role(request.roleName());
        if (!role.path().startsWith("/aws-service-role/")) {
            throw new AwsError("InvalidInput", "Role " + role.roleName() + " is not a service-linked role.");
        }
        this.tables.policies(role.roleName())
            .forEach((policy) -> this.tables.detach(role.roleName(), policy.policyArn()));
        this.tables.roles().remove(role.roleName());
        return DeleteServiceLinkedRoleResponse.builder()
            .deletionTaskId("task" + role.path() + role.roleName() + "/" + UUID.randomUUID())
            .build();
    }

    /** What is deleted is deleted at once, so that every task is done. */
    private GetServiceLinkedRoleDeletionStatusResponse status(CallContext context,
            GetServiceLinkedRoleDeletionStatusRequest request) {
        if (!request.deletionTaskId().startsWith("task/aws-service-role/")) {
            throw new AwsError("NoSuchEntity", 404, "Deletion task " + request.deletionTaskId() + " cannot be found.");
        }
        return GetServiceLinkedRoleDeletionStatusResponse.builder().status(DeletionTaskStatusType.SUCCEEDED).build();
    }

}
