package dev.shipshape.localaws.ecr;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import dev.shipshape.localaws.engine.ImageLookup;
import dev.shipshape.localaws.engine.ImageSource;
import dev.shipshape.localaws.oci.RegistryServlet;
import dev.shipshape.localaws.oci.Tokens;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;
import jakarta.servlet.http.HttpServlet;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.DescribeRegistryRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRegistryResponse;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenResponse;

/** The operations of ECR that this endpoint has, and the registry behind them. */
public final class Ecr implements AwsService, AutoCloseable {

    private final Registries registries;

    private final Tokens tokens;

    private final IntSupplier port;

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    /**
     * ECR with its registry.
     * @param directory where the registry's files lie; made if it is not there
     * @param port where the endpoint listens; asked during calls only
     */
    public Ecr(Store store, Path directory, Clock clock, IntSupplier port) {
        this.registries = new Registries(directory, store, clock);
        this.tokens = Tokens.open(directory.resolve("token.key"), clock);
        this.port = port;
        RepositoryTags tags = new RepositoryTags(store, this.registries);
        this.operations.putAll(new RepositoryCalls(this.registries, tags, port).operations());
        this.operations.putAll(new RepositorySettings(this.registries).operations());
        this.operations.putAll(tags.operations());
        this.operations.putAll(ImageCalls.operations(this.registries));
        this.operations.putAll(ImageChanges.operations(this.registries));
        this.operations.put("GetAuthorizationToken",
                Operation.of(GetAuthorizationTokenRequest::builder, this::authorizationToken));
        this.operations.put("DescribeRegistry", Operation.of(DescribeRegistryRequest::builder, this::describe));
    }

    /** The registry's data plane, for the path {@code /v2/*}. */
    public HttpServlet dataPlane() {
        return new RegistryServlet(this.registries, this.tokens);
    }

    /** What tasks can pull from here. */
    public ImageLookup images() {
        return (region, repository, reference) -> this.registries.in(region)
            .images()
            .pull(repository, reference)
            .map((image) -> image.digest().toString());
    }

    /** The files of what tasks can pull from here. */
    public ImageSource files() {
        return new TaskImages(this.registries);
    }

    /** Ends what runs in the background; to be called before the store is closed. */
    @Override
    public void close() {
        this.registries.close();
    }

    @Override
    public Wire wire() {
        return Wire.json("ecr", "AmazonEC2ContainerRegistry_V20150921");
    }

    @Override
    public Map<String, Operation<?, ?>> operations() {
        return Map.copyOf(this.operations);
    }

    @Override
    public AwsError missing(String member) {
        return EcrErrors.invalid(member, "must not be null");
    }

    /** After a reset no upload has a repository to go to, and no file a holder. */
    @Override
    public void seed() {
        this.registries.begin();
    }

    /**
     * The proxy endpoint says http and localhost, as docker, podman and skopeo take a
     * registry there without TLS.
     */
    private GetAuthorizationTokenResponse authorizationToken(CallContext context,
            GetAuthorizationTokenRequest request) {
        Tokens.Token token = this.tokens.issue(context.region());
        List<AuthorizationData> data = List.of(AuthorizationData.builder()
            .authorizationToken(token.authorization())
            .expiresAt(token.expiresAt())
            .proxyEndpoint("http://localhost:" + this.port.getAsInt())
            .build());
        return GetAuthorizationTokenResponse.builder().authorizationData(data).build();
    }

    private DescribeRegistryResponse describe(CallContext context, DescribeRegistryRequest request) {
        return DescribeRegistryResponse.builder()
            .registryId(context.account())
            .replicationConfiguration((replication) -> replication.rules(List.of()))
            .build();
    }

}
