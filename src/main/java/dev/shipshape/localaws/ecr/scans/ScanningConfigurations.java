package dev.shipshape.localaws.ecr.scans;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Wildcards;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.BatchGetRepositoryScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetRepositoryScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.GetRegistryScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.GetRegistryScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.PutRegistryScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutRegistryScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.RegistryScanningRule;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.RepositoryScanningConfigurationFailure;
import software.amazon.awssdk.services.ecr.model.ScanFrequency;
import software.amazon.awssdk.services.ecr.model.ScanType;
import software.amazon.awssdk.services.ecr.model.ScanningConfigurationFailureCode;
import software.amazon.awssdk.services.ecr.model.ScanningRepositoryFilter;
import software.amazon.awssdk.services.ecr.model.ScanningRepositoryFilterType;

/** Which repositories' images are scanned when, set for a region's registry. */
public final class ScanningConfigurations {

    /**
     * ECR's model, ScanningRepositoryFilterValue, written so that it takes linear time.
     */
    private static final Pattern FILTER = Pattern.compile("^[a-z0-9*]+(?:[._/-][a-z0-9*]+)*$");

    private static final int MOST_CHARACTERS = 255;

    private static final int MOST_RULES = 2;

    private static final int MOST_FILTERS = 100;

    private static final int MOST_REPOSITORIES = 25;

    private final Table<RegistryScanningConfiguration> table;

    private final Registries registries;

    /** The configurations of these registries. */
    public ScanningConfigurations(Store store, Registries registries) {
        this.table = store.table("ecr.scanning", RegistryScanningConfiguration::builder);
        this.registries = registries;
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("GetRegistryScanningConfiguration",
                Operation.of(GetRegistryScanningConfigurationRequest::builder, this::get),
                "PutRegistryScanningConfiguration",
                Operation.of(PutRegistryScanningConfigurationRequest::builder, this::put),
                "BatchGetRepositoryScanningConfiguration",
                Operation.of(BatchGetRepositoryScanningConfigurationRequest::builder, this::ofRepositories)
                    .requiring("repositoryNames"));
    }

    /** What is set in this region: at first basic scanning, by hand. */
    RegistryScanningConfiguration in(String region) {
        return this.table.find(region)
            .orElseGet(() -> RegistryScanningConfiguration.builder().scanType(ScanType.BASIC).rules(List.of()).build());
    }

    /**
     * When this repository's images are scanned. A rule of the registry goes before the
     * repository's own setting, which ECR calls deprecated.
     */
    ScanFrequency frequency(String region, Repository repository) {
        return rule(region, repository.repositoryName()).map(Applied::frequency)
            .orElse(scansOnPush(repository) ? ScanFrequency.SCAN_ON_PUSH : ScanFrequency.MANUAL);
    }

    private static boolean scansOnPush(Repository repository) {
        return repository.imageScanningConfiguration() != null
                && Boolean.TRUE.equals(repository.imageScanningConfiguration().scanOnPush());
    }

    /** What the rules say of a repository: the most frequent scan that any asks for. */
    private Optional<Applied> rule(String region, String repository) {
        List<Applied> applied = new ArrayList<>();
        for (RegistryScanningRule rule : in(region).rules()) {
            List<ScanningRepositoryFilter> fitting = rule.repositoryFilters()
                .stream()
                .filter((filter) -> Wildcards.fits(filter.filter(), repository))
                .toList();
            if (!fitting.isEmpty()) {
                applied.add(new Applied(rule.scanFrequency(), fitting));
            }
        }
        return applied.stream()
            .filter((one) -> one.frequency() == ScanFrequency.CONTINUOUS_SCAN)
            .findFirst()
            .or(() -> applied.stream().findFirst());
    }

    private record Applied(ScanFrequency frequency, List<ScanningRepositoryFilter> filters) {

    }

    private GetRegistryScanningConfigurationResponse get(CallContext context,
            GetRegistryScanningConfigurationRequest request) {
        return GetRegistryScanningConfigurationResponse.builder()
            .registryId(context.account())
            .scanningConfiguration(in(context.region()))
            .build();
    }

    private PutRegistryScanningConfigurationResponse put(CallContext context,
            PutRegistryScanningConfigurationRequest request) {
        Constraints.known("scanType", request.scanType(), ScanType.values());
        Constraints.size("rules", request.rules(), 0, MOST_RULES);
        RegistryScanningConfiguration before = in(context.region());
        ScanType type = (request.scanType() != null) ? request.scanType() : before.scanType();
        request.rules().forEach((rule) -> check(rule, type));
        if (request.rules().stream().map(RegistryScanningRule::scanFrequency).distinct().count() < request.rules()
            .size()) {
            throw EcrErrors.invalid("rules", "only one rule may be given for a scan frequency");
        }
        RegistryScanningConfiguration configuration = RegistryScanningConfiguration.builder()
            .scanType(type)
            .rules(request.hasRules() ? request.rules() : before.rules())
            .build();
        this.table.put(context.region(), configuration);
        return PutRegistryScanningConfigurationResponse.builder().registryScanningConfiguration(configuration).build();
    }

    private static void check(RegistryScanningRule rule, ScanType type) {
        if (rule.scanFrequency() == null || !rule.hasRepositoryFilters()) {
            throw EcrErrors.invalid((rule.scanFrequency() == null) ? "rules.scanFrequency" : "rules.repositoryFilters",
                    "must not be null");
        }
        Constraints.known("rules.scanFrequency", rule.scanFrequency(), ScanFrequency.values());
        Constraints.size("rules.repositoryFilters", rule.repositoryFilters(), 0, MOST_FILTERS);
        if (type == ScanType.BASIC && rule.scanFrequency() == ScanFrequency.CONTINUOUS_SCAN) {
            throw EcrErrors.invalid("rules.scanFrequency",
                    "scan frequency CONTINUOUS_SCAN is not supported with scan type BASIC");
        }
        rule.repositoryFilters().forEach((filter) -> {
            Constraints.known("rules.repositoryFilters.filterType", filter.filterType(),
                    ScanningRepositoryFilterType.values());
            Constraints.length("rules.repositoryFilters.filter", filter.filter(), 1, MOST_CHARACTERS);
            Constraints.pattern("rules.repositoryFilters.filter", (filter.filter() != null) ? filter.filter() : "",
                    FILTER);
        });
    }

    private BatchGetRepositoryScanningConfigurationResponse ofRepositories(CallContext context,
            BatchGetRepositoryScanningConfigurationRequest request) {
        Constraints.size("repositoryNames", request.repositoryNames(), 1, MOST_REPOSITORIES);
        List<RepositoryScanningConfiguration> found = new ArrayList<>();
        List<RepositoryScanningConfigurationFailure> failures = new ArrayList<>();
        for (String name : request.repositoryNames()) {
            Optional<Repository> repository = this.registries.in(context.region()).repositories().find(name);
            if (repository.isPresent()) {
                found.add(shown(context.region(), repository.get()));
            }
            else {
                failures.add(RepositoryScanningConfigurationFailure.builder()
                    .repositoryName(name)
                    .failureCode(ScanningConfigurationFailureCode.REPOSITORY_NOT_FOUND)
                    .failureReason("REPOSITORY_NOT_FOUND")
                    .build());
            }
        }
        return BatchGetRepositoryScanningConfigurationResponse.builder()
            .scanningConfigurations(found)
            .failures(failures)
            .build();
    }

    private RepositoryScanningConfiguration shown(String region, Repository repository) {
        return RepositoryScanningConfiguration.builder()
            .repositoryArn(repository.repositoryArn())
            .repositoryName(repository.repositoryName())
            .scanOnPush(scansOnPush(repository))
            .scanFrequency(frequency(region, repository))
            .appliedScanFilters(rule(region, repository.repositoryName()).map(Applied::filters).orElse(List.of()))
            .build();
    }

}
