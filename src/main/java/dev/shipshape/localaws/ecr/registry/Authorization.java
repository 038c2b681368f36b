package dev.shipshape.localaws.ecr.registry;

import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.oci.Tokens;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenResponse;

/** Gives passwords for the data plane. */
public final class Authorization {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private static final int MOST = 10;

    private final Tokens tokens;

    private final IntSupplier port;

    /**
     * Passwords signed by these tokens.
     * @param port where the data plane listens; asked during calls only
     */
    public Authorization(Tokens tokens, IntSupplier port) {
        this.tokens = tokens;
        this.port = port;
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("GetAuthorizationToken", Operation.of(GetAuthorizationTokenRequest::builder, this::token));
    }

    /**
     * One for each registry that is named (AWS calls that deprecated, as one is good for
     * all). The proxy endpoint says http and localhost, as docker, podman and skopeo take
     * a registry there without TLS.
     */
    @SuppressWarnings("deprecation") // that a client names registries
    private GetAuthorizationTokenResponse token(CallContext context, GetAuthorizationTokenRequest request) {
        List<String> registries = request.hasRegistryIds() ? request.registryIds() : List.of(context.account());
        Constraints.size("registryIds", registries, 1, MOST);
        if (!registries.stream().allMatch((id) -> ACCOUNT.matcher(id).matches())) {
            throw EcrErrors.invalid("registryIds",
                    "Member must satisfy constraint: [Member must satisfy regular " + "expression pattern: [0-9]{12}]");
        }
        Tokens.Token token = this.tokens.issue(context.region());
        AuthorizationData data = AuthorizationData.builder()
            .authorizationToken(token.authorization())
            .expiresAt(token.expiresAt())
            .proxyEndpoint("http://localhost:" + this.port.getAsInt())
            .build();
        return GetAuthorizationTokenResponse.builder()
            .authorizationData(registries.stream().map((id) -> data).toList())
            .build();
    }

}
