package dev.shipshape.localaws.sts;

import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/**
 * Keys for a while: for a role, or for the user. A role has to be there; its trust policy
 * is not evaluated.
 */
final class AssumedRoles {

    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");

    private final Sessions sessions;

    private final Table<Role> roles;

    AssumedRoles(Store store, Sessions sessions) {
        this.sessions = sessions;
        this.roles = store.table("iam.roles", Role::builder);
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("AssumeRole",
                Operation.of(AssumeRoleRequest::builder, this::assume).requiring("RoleArn", "RoleSessionName"),
                "GetSessionToken", Operation.of(GetSessionTokenRequest::builder, this::sessionToken),
                "AssumeRoleWithWebIdentity",
                Operation.of(AssumeRoleWithWebIdentityRequest::builder, AssumedRoles::webIdentity)
                    .requiring("RoleArn", "RoleSessionName", "WebIdentityToken")
                    .unsigned());
    }

    private AssumeRoleResponse assume(CallContext context, AssumeRoleRequest request) {
        String session = request.roleSessionName();
        if (!SESSION.matcher(session).matches()) {
            throw new AwsError("ValidationError", "1 validation error detected: Value '" + session
                    + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression "
                    + "pattern: [\\w+=,.@-]*, with a length of 2 to 64");
        }
        String prefix = "arn:aws:iam::" + context.account() + ":role/";
        String name = request.roleArn().substring(request.roleArn().lastIndexOf('/') + 1);
        Role role = request.roleArn().startsWith(prefix) ? this.roles.find(name)
            .filter((found) -> found.arn().equals(request.roleArn()))
            .orElseThrow(() -> denied(context, request)) : null;
        if (role == null) {
            throw denied(context, request);
        }
        int seconds = seconds(request.durationSeconds(), 3600, 900, 43200);
        if (seconds > role.maxSessionDuration()) {
            throw new AwsError("ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        String userId = role.roleId() + ":" + session;
        String arn = "arn:aws:sts::" + context.account() + ":assumed-role/" + name + "/" + session;
        return AssumeRoleResponse.builder()
            .credentials(this.sessions.open(context, userId, arn, seconds))
            .assumedRoleUser((user) -> user.assumedRoleId(userId).arn(arn))
            .packedPolicySize((request.policy() != null) ? 6 : null)
            .sourceIdentity(request.sourceIdentity())
            .build();
    }

    /** AWS does not tell whether the role is not there or may not be assumed. */
    private AwsError denied(CallContext context, AssumeRoleRequest request) {
        return new AwsError("AccessDenied", 403, "User: " + this.sessions.caller(context).arn()
                + " is not authorized to perform: sts:AssumeRole on resource: " + request.roleArn());
    }

    private static int seconds(@org.jspecify.annotations.Nullable Integer asked, int usual, int least, int most) {
        int seconds = (asked != null) ? asked : usual;
        if (seconds < least || seconds > most) {
            throw new AwsError("ValidationError", "1 validation error detected: Value '" + seconds
                    + "' at 'durationSeconds' failed to satisfy " + "constraint: Member must have value "
                    + ((seconds < least) ? "greater than or equal to " + least : "less than or equal to " + most));
        }
        return seconds;
    }

    private GetSessionTokenResponse sessionToken(CallContext context, GetSessionTokenRequest request) {
        Sessions.Session caller = this.sessions.caller(context);
        if (caller.arn().contains(":assumed-role/")) {
            throw new AwsError("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
        }
        return GetSessionTokenResponse.builder()
            .credentials(this.sessions.open(context, caller.userId(), caller.arn(),
                    seconds(request.durationSeconds(), 43200, 900, 129600)))
            .build();
    }

    /** There are no identity providers here, so no token is theirs. */
    private static AssumeRoleWithWebIdentityResponse webIdentity(CallContext context,
            AssumeRoleWithWebIdentityRequest request) {
        throw new AwsError("InvalidIdentityToken", "No OpenIDConnect provider found in your account for this token");
    }

}
