package dev.shipshape.localaws.sts;

import java.util.Map;

import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageResponse;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * AWS STS, API version 2011-06-15. Signatures are not verified, so that everyone is the
 * sandbox's one user; but keys that STS itself gave out stand for what they were given
 * for.
 */
public final class Sts implements AwsService {

    private final Sessions sessions;

    private final AssumedRoles roles;

    /** The service, with its sessions in this store and IAM's roles beside them. */
    public Sts(Store store) {
        this.sessions = new Sessions(store);
        this.roles = new AssumedRoles(store, this.sessions);
    }

    @Override
    public Wire wire() {
        return Wire.query("sts", "2011-06-15");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        Map<String, Operation<?, ?>> operations = new java.util.HashMap<>(this.roles.operations());
        operations.put("GetCallerIdentity", Operation.of(GetCallerIdentityRequest::builder, this::identity));
        operations.put("GetAccessKeyInfo",
                Operation.of(GetAccessKeyInfoRequest::builder, Sts::keyInfo).requiring("AccessKeyId"));
        operations.put("DecodeAuthorizationMessage",
                Operation.of(DecodeAuthorizationMessageRequest::builder, Sts::decode).requiring("EncodedMessage"));
        return operations;
    }

    private GetCallerIdentityResponse identity(CallContext context, GetCallerIdentityRequest request) {
        Sessions.Session caller = this.sessions.caller(context);
        return GetCallerIdentityResponse.builder()
            .account(context.account())
            .userId(caller.userId())
            .arn(caller.arn())
            .build();
    }

    private static GetAccessKeyInfoResponse keyInfo(CallContext context, GetAccessKeyInfoRequest request) {
        if (!request.accessKeyId().matches("\\w{16,128}")) {
            throw new AwsError("ValidationError",
                    "1 validation error detected: Value '" + request.accessKeyId()
                            + "' at 'accessKeyId' failed to satisfy constraint: Member must satisfy regular expression "
                            + "pattern: [\\w]*, with a length of 16 to 128");
        }
        return GetAccessKeyInfoResponse.builder().account(context.account()).build();
    }

    /** Nothing is ever denied here, so no message was encoded here. */
    private static DecodeAuthorizationMessageResponse decode(CallContext context,
            DecodeAuthorizationMessageRequest request) {
        throw new AwsError("InvalidAuthorizationMessageException", "Message is not valid");
    }

}
