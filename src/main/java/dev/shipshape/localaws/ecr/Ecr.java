package dev.shipshape.localaws.ecr;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import dev.shipshape.localaws.ecr.images.ImageChanges;
import dev.shipshape.localaws.ecr.images.ImageLists;
import dev.shipshape.localaws.ecr.images.ImageReads;
import dev.shipshape.localaws.ecr.images.LayerCalls;
import dev.shipshape.localaws.ecr.images.LayerUploads;
import dev.shipshape.localaws.ecr.images.StorageClasses;
import dev.shipshape.localaws.ecr.lifecycle.LifecyclePolicies;
import dev.shipshape.localaws.ecr.lifecycle.PolicyPreviews;
import dev.shipshape.localaws.ecr.registry.AccountSettings;
import dev.shipshape.localaws.ecr.registry.Authorization;
import dev.shipshape.localaws.ecr.registry.PullThroughRules;
import dev.shipshape.localaws.ecr.registry.PullTimeExclusions;
import dev.shipshape.localaws.ecr.registry.RegistryPolicies;
import dev.shipshape.localaws.ecr.registry.Replication;
import dev.shipshape.localaws.ecr.registry.Signing;
import dev.shipshape.localaws.ecr.repositories.CreationTemplates;
import dev.shipshape.localaws.ecr.repositories.RepositoryCalls;
import dev.shipshape.localaws.ecr.repositories.RepositoryPolicies;
import dev.shipshape.localaws.ecr.repositories.RepositorySettings;
import dev.shipshape.localaws.ecr.repositories.RepositoryTags;
import dev.shipshape.localaws.ecr.repositories.TemplatedRepositories;
import dev.shipshape.localaws.ecr.scans.ImageScans;
import dev.shipshape.localaws.ecr.scans.ScanningConfigurations;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.engine.ImageLookup;
import dev.shipshape.localaws.engine.ImageSource;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.LayerLinks;
import dev.shipshape.localaws.oci.LayerServlet;
import dev.shipshape.localaws.oci.RegistryServlet;
import dev.shipshape.localaws.oci.Tokens;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.AwsService;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Wire;
import dev.shipshape.localaws.store.Store;
import jakarta.servlet.http.HttpServlet;
import software.amazon.awssdk.services.ecr.model.Tag;

/** All operations of ECR, and the registries behind them. */
public final class Ecr implements AwsService, AutoCloseable {

    private final Registries registries;

    private final Tokens tokens;

    private final LayerLinks links;

    private final RepositoryTags tags;

    private final LayerUploads uploads;

    private final LifecyclePolicies lifecycles;

    private final Map<String, Operation<?, ?>> operations = new HashMap<>();

    /**
     * ECR with its registries.
     * @param directory where the registries' files lie; made if it is not there
     * @param pace how long scans and the like take
     * @param port where the endpoint listens; asked during calls only
     */
    public Ecr(Store store, Path directory, Clock clock, Pace pace, IntSupplier port) {
        this.registries = new Registries(directory, store, clock);
        this.tokens = Tokens.open(directory.resolve("token.key"), clock);
        this.links = new LayerLinks(this.tokens, clock, port);
        this.tags = new RepositoryTags(store, this.registries);
        this.uploads = new LayerUploads(store, this.registries);
        this.lifecycles = new LifecyclePolicies(store, this.registries);
        this.operations.putAll(new Authorization(this.tokens, port).operations());
        addRepositories(store, clock, port);
        addImages(store, pace);
        this.operations.putAll(this.lifecycles.operations());
        this.operations.putAll(new PolicyPreviews(store, this.registries, this.lifecycles, pace).operations());
        addRegistrySettings(store);
    }

    private void addRepositories(Store store, Clock clock, IntSupplier port) {
        RepositoryPolicies policies = new RepositoryPolicies(store, this.registries);
        CreationTemplates templates = new CreationTemplates(store);
        TemplatedRepositories templated = new TemplatedRepositories(this.registries, templates, this.tags, policies,
                this.lifecycles, clock);
        this.registries.customs().onPushToNowhere(templated::forPush);
        this.operations.putAll(new RepositoryCalls(this.registries, this.tags, port).operations());
        this.operations.putAll(new RepositorySettings(this.registries).operations());
        this.operations.putAll(this.tags.operations());
        this.operations.putAll(policies.operations());
        this.operations.putAll(templates.operations());
        this.operations.putAll(new Replication(store, this.registries, templated::forReplication).operations());
    }

    private void addImages(Store store, Pace pace) {
        ScanningConfigurations scanning = new ScanningConfigurations(store, this.registries);
        ImageScans scans = new ImageScans(store, this.registries, scanning, pace);
        this.operations.putAll(scanning.operations());
        this.operations.putAll(scans.operations());
        this.operations.putAll(new ImageLists(this.registries, scans).operations());
        this.operations.putAll(new ImageReads(this.registries).operations());
        this.operations.putAll(ImageChanges.operations(this.registries));
        this.operations.putAll(new StorageClasses(this.registries, pace).operations());
        this.operations.putAll(new LayerCalls(this.registries, this.links).operations());
        this.operations.putAll(this.uploads.operations());
    }

    private void addRegistrySettings(Store store) {
        AccountSettings settings = new AccountSettings(store);
        this.registries.customs().mountingBlobsIf((region) -> store.inTransaction(() -> settings.mountsBlobs(region)));
        this.operations.putAll(settings.operations());
        this.operations.putAll(new RegistryPolicies(store, settings).operations());
        this.operations.putAll(new PullThroughRules(store).operations());
        this.operations.putAll(new PullTimeExclusions(store).operations());
        this.operations.putAll(new Signing(store, this.registries).operations());
    }

    /** The registries' data plane, for the path {@code /v2/*}. */
    public HttpServlet dataPlane() {
        return new RegistryServlet(this.registries, this.tokens);
    }

    /** The layers under signed addresses, for the path {@code /_layers/*}. */
    public HttpServlet layers() {
        return new LayerServlet(this.registries, this.links);
    }

    /** The files of what tasks can pull from here. */
    public ImageSource files() {
        return new TaskImages(this.registries);
    }

    /** What tasks can pull from here. */
    public ImageLookup images() {
        return (region, repository, reference) -> this.registries.in(region)
            .images()
            .pull(repository, reference)
            .map((image) -> image.digest().toString());
    }

    /** The resource tags of the repository of this ARN; none if there is no such one. */
    public List<Tag> tags(String repositoryArn) {
        return this.tags.of(repositoryArn);
    }

    /**
     * Brings up to date what moves by itself: lifecycle policies are carried out. To be
     * called inside a transaction.
     */
    public void advance(Instant now) {
        this.lifecycles.advance(now);
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

    /** Takes up what the store knows of uploads, and sweeps files that nobody holds. */
    @Override
    public void seed() {
        this.registries.begin();
        this.uploads.forgetTheRest();
    }

}
