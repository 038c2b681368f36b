package dev.shipshape.localaws.ecr.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.Events;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Manifest;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.DescribeImageReplicationStatusRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImageReplicationStatusResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRegistryRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRegistryResponse;
import software.amazon.awssdk.services.ecr.model.ImageReplicationStatus;
import software.amazon.awssdk.services.ecr.model.PutReplicationConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutReplicationConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.ReplicationConfiguration;
import software.amazon.awssdk.services.ecr.model.ReplicationDestination;
import software.amazon.awssdk.services.ecr.model.ReplicationRule;
import software.amazon.awssdk.services.ecr.model.ReplicationStatus;
import software.amazon.awssdk.services.ecr.model.RepositoryFilter;
import software.amazon.awssdk.services.ecr.model.RepositoryFilterType;

/**
 * What a registry is, and to which other regions it sends what is pushed from then on
 * (Amazon ECR user guide, "Private image replication"). It is there with the push; no
 * other account is, so what should go there counts as failed.
 */
public final class Replication {

    private static final int MOST_RULES = 10;

    private static final int MOST_FILTERS = 100;

    private static final int MOST_DESTINATIONS = 25;

    private static final String MEMBER = "replicationConfiguration";

    private static final Pattern REGION = Pattern.compile("[0-9a-z-]{2,25}");

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private final Registries registries;

    private final Table<ReplicationConfiguration> table;

    private final BiConsumer<String, String> makeRepository;

    /**
     * The replication between these registries.
     * @param makeRepository makes a repository of this name in a region where none is
     */
    public Replication(Store store, Registries registries, BiConsumer<String, String> makeRepository) {
        this.registries = registries;
        this.table = store.table("ecr.replication", ReplicationConfiguration::builder);
        this.makeRepository = makeRepository;
        registries.events().onPush((region, image) -> send(region, image, List.of()));
        registries.events().onTag(this::sendTag);
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeRegistry", Operation.of(DescribeRegistryRequest::builder, this::describe),
                "PutReplicationConfiguration",
                Operation.of(PutReplicationConfigurationRequest::builder, this::put)
                    .requiring("replicationConfiguration"),
                "DescribeImageReplicationStatus",
                Operation.of(DescribeImageReplicationStatusRequest::builder, this::status)
                    .requiring("repositoryName", "imageId"));
    }

    private ReplicationConfiguration in(String region) {
        return this.table.find(region).orElseGet(() -> ReplicationConfiguration.builder().rules(List.of()).build());
    }

    /** Where the images of a repository go, each place once. */
    private Set<ReplicationDestination> destinations(String region, String repository) {
        Set<ReplicationDestination> destinations = new LinkedHashSet<>();
        in(region).rules()
            .stream()
            .filter((rule) -> isAbout(rule, repository))
            .forEach((rule) -> destinations.addAll(rule.destinations()));
        return destinations;
    }

    private static boolean isAbout(ReplicationRule rule, String repository) {
        return !rule.hasRepositoryFilters()
                || rule.repositoryFilters().stream().anyMatch((filter) -> repository.startsWith(filter.filter()));
    }

    private void sendTag(String region, Events.Tagged tagged) {
        send(region, tagged.image(), List.of(tagged.tag()));
    }

    /** Only what was pushed here goes on, not what was sent here. */
    private void send(String region, Image image, List<String> tags) {
        for (ReplicationDestination destination : destinations(region, image.repository())) {
            if (destination.registryId().equals(CallContext.ACCOUNT)) {
                send(this.registries.in(region), this.registries.in(destination.region()), image, tags);
            }
        }
    }

    private void send(Registry from, Registry to, Image image, List<String> tags) {
        if (to.repositories().find(image.repository()).isEmpty()) {
            this.makeRepository.accept(to.region(), image.repository());
        }
        for (Manifest.Descriptor blob : image.manifest().blobs()) {
            to.layers().takeOver(from.layers(), image.repository(), blob.digest());
        }
        try {
            to.images().receive(image, tags);
        }
        catch (OciError ex) {
            // A tag that must not be moved there stays, and the status says so.
        }
    }

    private DescribeRegistryResponse describe(CallContext context, DescribeRegistryRequest request) {
        return DescribeRegistryResponse.builder()
            .registryId(context.account())
            .replicationConfiguration(in(context.region()))
            .build();
    }

    private PutReplicationConfigurationResponse put(CallContext context, PutReplicationConfigurationRequest request) {
        ReplicationConfiguration configuration = request.replicationConfiguration();
        if (!configuration.hasRules()) {
            throw EcrErrors.invalid(MEMBER + ".rules", "must not be null");
        }
        Constraints.size(MEMBER + ".rules", configuration.rules(), 0, MOST_RULES);
        Set<ReplicationDestination> all = new LinkedHashSet<>();
        for (ReplicationRule rule : configuration.rules()) {
            check(context, rule);
            all.addAll(rule.destinations());
        }
        if (all.size() > MOST_DESTINATIONS) {
            throw EcrErrors.invalid(MEMBER, "must have at most " + MOST_DESTINATIONS + " unique destinations");
        }
        this.table.put(context.region(), configuration);
        return PutReplicationConfigurationResponse.builder().replicationConfiguration(configuration).build();
    }

    private static void check(CallContext context, ReplicationRule rule) {
        if (!rule.hasDestinations()) {
            throw EcrErrors.invalid(MEMBER + ".rules.destinations", "must not be null");
        }
        for (ReplicationDestination destination : rule.destinations()) {
            Constraints.pattern(MEMBER + ".rules.destinations.region", "" + destination.region(), REGION);
            Constraints.pattern(MEMBER + ".rules.destinations.registryId", "" + destination.registryId(), ACCOUNT);
            if (context.region().equals(destination.region()) && context.account().equals(destination.registryId())) {
                throw EcrErrors.invalid(MEMBER, "Replication destination cannot be the same as the source registry");
            }
        }
        if (rule.hasRepositoryFilters()) {
            Constraints.size(MEMBER + ".rules.repositoryFilters", rule.repositoryFilters(), 1, MOST_FILTERS);
        }
        for (RepositoryFilter filter : rule.repositoryFilters()) {
            Constraints.known(MEMBER + ".rules.repositoryFilters.filterType", filter.filterType(),
                    RepositoryFilterType.values());
            Constraints.length(MEMBER + ".rules.repositoryFilters.filter",
                    (filter.filter() != null) ? filter.filter() : "", 2, 256);
        }
    }

    private DescribeImageReplicationStatusResponse status(CallContext context,
            DescribeImageReplicationStatusRequest request) {
        Registry registry = this.registries.in(context.region());
        Existing.repository(registry, request.repositoryName(), request.registryId());
        Image image = Existing.image(registry, request.repositoryName(), request.imageId());
        List<ImageReplicationStatus> statuses = new ArrayList<>();
        for (ReplicationDestination destination : destinations(context.region(), request.repositoryName())) {
            ImageReplicationStatus.Builder status = ImageReplicationStatus.builder()
                .region(destination.region())
                .registryId(destination.registryId());
            if (!destination.registryId().equals(context.account())) {
                statuses.add(status.status(ReplicationStatus.FAILED).failureCode("AccessDenied").build());
            }
            else if (isThere(this.registries.in(destination.region()), image.repository(), image.digest())) {
                statuses.add(status.status(ReplicationStatus.COMPLETE).build());
            }
        }
        return DescribeImageReplicationStatusResponse.builder()
            .repositoryName(request.repositoryName())
            .imageId(request.imageId().toBuilder().imageDigest(image.digest().toString()).build())
            .replicationStatuses(statuses)
            .build();
    }

    private static boolean isThere(Registry registry, String repository, Digest digest) {
        return registry.images().find(repository, digest.toString()).isPresent();
    }

}
