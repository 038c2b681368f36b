package dev.shipshape.localaws.sts;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * AWS STS, API version 2011-06-15. Everyone is the same user here, because signatures are
 * not verified.
 */
public final class Sts implements AwsService {

    private static final int USUAL_SECONDS = 3600;

    @Override
    public Wire wire() {
        return Wire.query("sts", "2011-06-15");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("GetCallerIdentity", Operation.of(GetCallerIdentityRequest::builder, Sts::identity), "AssumeRole",
                Operation.of(AssumeRoleRequest::builder, Sts::assume).requiring("RoleArn", "RoleSessionName"));
    }

    private static GetCallerIdentityResponse identity(CallContext context, GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
            .account(context.account())
            .userId("AIDASANDBOXUSER000001")
            .arn("arn:aws:iam::" + context.account() + ":user/sandbox")
            .build();
    }

    private static AssumeRoleResponse assume(CallContext context, AssumeRoleRequest request) {
        String prefix = "arn:aws:iam::" + context.account() + ":role/";
        if (!request.roleArn().startsWith(prefix)) {
            throw new AwsError("AccessDenied", 403, "User: arn:aws:iam::" + context.account()
                    + ":user/sandbox is not authorized to perform: sts:AssumeRole on resource: " + request.roleArn());
        }
        String name = request.roleArn().substring(request.roleArn().lastIndexOf('/') + 1);
        String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(java.util.Locale.ROOT);
        Duration duration = Duration
            .ofSeconds((request.durationSeconds() != null) ? request.durationSeconds() : USUAL_SECONDS);
        return AssumeRoleResponse.builder()
            .credentials((credentials) -> credentials.accessKeyId("ASIA" + id.substring(0, 16))
                .secretAccessKey(id)
                .sessionToken("sandbox-" + id)
                .expiration(context.now().plus(duration)))
            .assumedRoleUser(
                    (user) -> user.assumedRoleId("AROA" + id.substring(0, 16) + ":" + request.roleSessionName())
                        .arn("arn:aws:sts::" + context.account() + ":assumed-role/" + name + "/"
                                + request.roleSessionName()))
            .build();
    }

}
