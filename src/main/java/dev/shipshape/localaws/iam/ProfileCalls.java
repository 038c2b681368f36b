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
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** Instance profiles: each hands one role at most to the instances that have it. */
final class ProfileCalls {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

    private final IamTables tables;

    private final Profiles profiles;

    ProfileCalls(IamTables tables, Profiles profiles) {
        this.tables = tables;
        this.profiles = profiles;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateInstanceProfile",
                Operation.of(CreateInstanceProfileRequest::builder, this::create).requiring("InstanceProfileName"),
                "GetInstanceProfile",
                Operation.of(GetInstanceProfileRequest::builder, this::get).requiring("InstanceProfileName"),
                "DeleteInstanceProfile",
                Operation.of(DeleteInstanceProfileRequest::builder, this::delete).requiring("InstanceProfileName"),
                "ListInstanceProfiles", Operation.of(ListInstanceProfilesRequest::builder, this::list),
                "ListInstanceProfilesForRole",
                Operation.of(ListInstanceProfilesForRoleRequest::builder, this::listForRole).requiring("RoleName"),
                "AddRoleToInstanceProfile",
                Operation.of(AddRoleToInstanceProfileRequest::builder, this::add)
                    .requiring("InstanceProfileName", "RoleName"),
                "RemoveRoleFromInstanceProfile",
                Operation.of(RemoveRoleFromInstanceProfileRequest::builder, this::remove)
                    .requiring("InstanceProfileName", "RoleName"));
    }

    private CreateInstanceProfileResponse create(CallContext context, CreateInstanceProfileRequest request) {
        String name = request.instanceProfileName();
        String path = (request.path() != null) ? request.path() : "/";
        if (!NAME.matcher(name).matches()) {
            throw IamErrors.invalid("instanceProfileName",
                    "Member must be 1 to 128 letters, digits and any of +=,.@-_");
        }
        RoleTags.check(request.tags());
        if (this.profiles.find(name).isPresent()) {
            throw IamErrors.alreadyExists("Instance Profile " + name + " already exists.");
        }
        String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        InstanceProfile profile = InstanceProfile.builder()
            .instanceProfileName(name)
            .instanceProfileId("AIPA" + id.substring(0, 17))
            .path(path)
            .arn("arn:aws:iam::" + context.account() + ":instance-profile" + path + name)
            .createDate(context.now().truncatedTo(ChronoUnit.SECONDS))
            .roles(List.of())
            .tags(List.copyOf(request.tags()))
            .build();
        this.profiles.table().put(name, profile);
        return CreateInstanceProfileResponse.builder().instanceProfile(profile).build();
    }

    private InstanceProfile profile(String name) {
        return this.profiles.find(name)
            .orElseThrow(() -> IamErrors.noEntity("Instance Profile " + name + " cannot be found."));
    }

    /** The profile with its role as that is now. */
    private InstanceProfile shown(InstanceProfile profile) {
        return profile.toBuilder()
            .roles(profile.roles().stream().map((role) -> this.tables.role(role.roleName())).toList())
            .build();
    }

    private GetInstanceProfileResponse get(CallContext context, GetInstanceProfileRequest request) {
        return GetInstanceProfileResponse.builder()
            .instanceProfile(shown(profile(request.instanceProfileName())))
            .build();
    }

    private DeleteInstanceProfileResponse delete(CallContext context, DeleteInstanceProfileRequest request) {
        if (!profile(request.instanceProfileName()).roles().isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        this.profiles.table().remove(request.instanceProfileName());
        return DeleteInstanceProfileResponse.builder().build();
    }

    private ListInstanceProfilesResponse list(CallContext context, ListInstanceProfilesRequest request) {
        String prefix = (request.pathPrefix() != null) ? request.pathPrefix() : "/";
        List<InstanceProfile> all = this.profiles.table()
            .values()
            .stream()
            .filter((profile) -> profile.path().startsWith(prefix))
            .sorted(Comparator.comparing(InstanceProfile::instanceProfileName))
            .map((profile) -> shown(profile).toBuilder().tags(List.of()).build())
            .toList();
        Page<InstanceProfile> page = Pages.of(all, InstanceProfile::instanceProfileName, request.maxItems(),
                request.marker());
        return ListInstanceProfilesResponse.builder()
            .instanceProfiles(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

    private ListInstanceProfilesForRoleResponse listForRole(CallContext context,
            ListInstanceProfilesForRoleRequest request) {
        List<InstanceProfile> all = this.profiles.withRole(this.tables.role(request.roleName()).roleName())
            .stream()
            .map(this::shown)
            .toList();
        Page<InstanceProfile> page = Pages.of(all, InstanceProfile::instanceProfileName, request.maxItems(),
                request.marker());
        return ListInstanceProfilesForRoleResponse.builder()
            .instanceProfiles(page.items())
            .isTruncated(page.nextToken() != null)
            .marker(page.nextToken())
            .build();
    }

    private AddRoleToInstanceProfileResponse add(CallContext context, AddRoleToInstanceProfileRequest request) {
        InstanceProfile profile = profile(request.instanceProfileName());
        Role role = this.tables.role(request.roleName());
        if (!profile.roles().isEmpty()) {
            throw IamErrors.limit("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        }
        this.profiles.table()
            .put(profile.instanceProfileName(),
                    profile.toBuilder().roles(Role.builder().roleName(role.roleName()).build()).build());
        return AddRoleToInstanceProfileResponse.builder().build();
    }

    private RemoveRoleFromInstanceProfileResponse remove(CallContext context,
            RemoveRoleFromInstanceProfileRequest request) {
        InstanceProfile profile = profile(request.instanceProfileName());
        String role = this.tables.role(request.roleName()).roleName();
        if (profile.roles().stream().noneMatch((one) -> role.equals(one.roleName()))) {
            throw IamErrors.noEntity(
                    "Role " + role + " cannot be found in instance profile " + profile.instanceProfileName() + ".");
        }
        this.profiles.table().put(profile.instanceProfileName(), profile.toBuilder().roles(List.of()).build());
        return RemoveRoleFromInstanceProfileResponse.builder().build();
    }

}
