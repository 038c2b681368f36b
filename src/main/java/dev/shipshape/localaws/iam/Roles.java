package dev.shipshape.localaws.iam;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** Roles: made, found, listed, deleted. */
final class Roles {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

    private static final Pattern PATH = Pattern.compile("/|/[!-~]{1,510}/");

    private final IamTables tables;

    private final Profiles profiles;

    Roles(IamTables tables, Profiles profiles) {
        this.tables = tables;
        this.profiles = profiles;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateRole",
                Operation.of(CreateRoleRequest::builder, this::create)
                    .requiring("RoleName", "AssumeRolePolicyDocument"),
                "GetRole", Operation.of(GetRoleRequest::builder, this::get).requiring("RoleName"), "ListRoles",
                Operation.of(ListRolesRequest::builder, this::list), "DeleteRole",
                Operation.of(DeleteRoleRequest::builder, this::delete).requiring("RoleName"));
    }

    private CreateRoleResponse create(CallContext context, CreateRoleRequest request) {
        String name = request.roleName();
        String path = (request.path() != null) ? request.path() : "/";
        int duration = (request.maxSessionDuration() != null) ? request.maxSessionDuration() : 3600;
        check(NAME.matcher(name).matches(), "roleName", "Member must be 1 to 64 letters, digits and any of +=,.@-_");
        check(PATH.matcher(path).matches(), "path", "Member must begin and end with a slash");
        checkDuration(duration);
        PolicyDocuments.checkTrust(request.assumeRolePolicyDocument());
        RoleTags.check(request.tags());
        if (this.tables.roles().find(name).isPresent()) {
            throw IamErrors.exists(name);
        }
        String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        Role role = Role.builder()
            .path(path)
            .roleName(name)
            .roleId("AROA" + id.substring(0, 17))
            .arn("arn:aws:iam::" + context.account() + ":role" + path + name)
            .createDate(context.now().truncatedTo(ChronoUnit.SECONDS))
            .assumeRolePolicyDocument(PolicyDocument.encoded(request.assumeRolePolicyDocument()))
            .description((request.description() != null) ? RoleChanges.checked(request.description()) : null)
            .maxSessionDuration(duration)
            .permissionsBoundary((request.permissionsBoundary() != null)
                    ? RoleChanges.boundary(this.tables, request.permissionsBoundary()) : null)
            .tags(List.copyOf(request.tags()))
            .build();
        this.tables.roles().put(name, role);
        return CreateRoleResponse.builder().role(role).build();
    }

    private static void check(boolean holds, String member, String rule) {
        if (!holds) {
            throw IamErrors.invalid(member, rule);
        }
    }

    static void checkDuration(int seconds) {
        check(seconds >= 3600 && seconds <= 43200, "maxSessionDuration",
                "Member must have a value between 3600 and 43200");
    }

    private GetRoleResponse get(CallContext context, GetRoleRequest request) {
        return GetRoleResponse.builder().role(this.tables.role(request.roleName())).build();
    }

    /** Tags are not in the list, as with AWS. */
    private ListRolesResponse list(CallContext context, ListRolesRequest request) {
        String prefix = (request.pathPrefix() != null) ? request.pathPrefix() : "/";
        List<Role> roles = this.tables.roles()
            .values()
            .stream()
            .filter((role) -> role.path().startsWith(prefix))
            .sorted(Comparator.comparing(Role::roleName))
            .map((role) -> role.toBuilder().tags(List.of()).build())
            .toList();
        Page<Role> page = Pages.of(roles, Role::roleName, request.maxItems(), request.marker());
        return ListRolesResponse.builder()
            .roles(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

    private DeleteRoleResponse delete(CallContext context, DeleteRoleRequest request) {
        Role role = this.tables.ours(request.roleName());
        if (!this.tables.policies(role.roleName()).isEmpty()) {
            throw IamErrors.mustDetach();
        }
        if (!this.tables.inline().keys(InlinePolicies.key(role.roleName(), "")).isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must delete policies first.");
        }
        if (!this.profiles.withRole(role.roleName()).isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        this.tables.roles().remove(role.roleName());
        return DeleteRoleResponse.builder().build();
    }

}
