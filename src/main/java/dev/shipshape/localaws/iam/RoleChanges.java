package dev.shipshape.localaws.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** What of a role can be changed: description, session, trust, boundary. */
final class RoleChanges {

    private final IamTables tables;

    RoleChanges(IamTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("UpdateRole", Operation.of(UpdateRoleRequest::builder, this::update).requiring("RoleName"),
                "UpdateRoleDescription",
                Operation.of(UpdateRoleDescriptionRequest::builder, this::describe)
                    .requiring("RoleName", "Description"),
                "UpdateAssumeRolePolicy",
                Operation.of(UpdateAssumeRolePolicyRequest::builder, this::trust)
                    .requiring("RoleName", "PolicyDocument"),
                "PutRolePermissionsBoundary",
                Operation.of(PutRolePermissionsBoundaryRequest::builder, this::bound)
                    .requiring("RoleName", "PermissionsBoundary"),
                "DeleteRolePermissionsBoundary",
                Operation.of(DeleteRolePermissionsBoundaryRequest::builder, this::unbound).requiring("RoleName"));
    }

    private UpdateRoleResponse update(CallContext context, UpdateRoleRequest request) {
        Role role = this.tables.ours(request.roleName());
        Role.Builder changed = role.toBuilder();
        if (request.description() != null) {
            changed.description(checked(request.description()));
        }
        Integer seconds = request.maxSessionDuration();
        if (seconds != null) {
            Roles.checkDuration(seconds);
            changed.maxSessionDuration(seconds);
        }
        this.tables.roles().put(role.roleName(), changed.build());
        return UpdateRoleResponse.builder().build();
    }

    static String checked(String description) {
        if (description.length() > 1000) {
            throw IamErrors.invalid("description", "Member must have length less than or equal to 1000");
        }
        return description;
    }

    private UpdateRoleDescriptionResponse describe(CallContext context, UpdateRoleDescriptionRequest request) {
        Role role = this.tables.ours(request.roleName())
            .toBuilder()
            .description(checked(request.description()))
            .build();
        this.tables.roles().put(role.roleName(), role);
        return UpdateRoleDescriptionResponse.builder().role(role).build();
    }

    private UpdateAssumeRolePolicyResponse trust(CallContext context, UpdateAssumeRolePolicyRequest request) {
        Role role = this.tables.ours(request.roleName());
        PolicyDocuments.checkTrust(request.policyDocument());
        this.tables.roles()
            .put(role.roleName(),
                    role.toBuilder()
                        .assumeRolePolicyDocument(URLEncoder.encode(request.policyDocument(), StandardCharsets.UTF_8))
                        .build());
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    /** The boundary of this ARN; refuses what is no policy. */
    static AttachedPermissionsBoundary boundary(IamTables tables, String arn) {
        return AttachedPermissionsBoundary.builder()
            .permissionsBoundaryType("PermissionsBoundaryPolicy")
            .permissionsBoundaryArn(tables.policy(arn).arn())
            .build();
    }

    private PutRolePermissionsBoundaryResponse bound(CallContext context, PutRolePermissionsBoundaryRequest request) {
        Role role = this.tables.ours(request.roleName());
        this.tables.roles()
            .put(role.roleName(),
                    role.toBuilder().permissionsBoundary(boundary(this.tables, request.permissionsBoundary())).build());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    private DeleteRolePermissionsBoundaryResponse unbound(CallContext context,
            DeleteRolePermissionsBoundaryRequest request) {
        Role role = this.tables.ours(request.roleName());
        this.tables.roles()
            .put(role.roleName(), role.toBuilder().permissionsBoundary((AttachedPermissionsBoundary) null).build());
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }

}
