package dev.shipshape.localaws.ecr.registry;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.ecr.shared.Existing;
import dev.shipshape.localaws.ecr.shared.Wildcards;
import dev.shipshape.localaws.oci.content.Image;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.DeleteSigningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.DeleteSigningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImageSigningStatusRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImageSigningStatusResponse;
import software.amazon.awssdk.services.ecr.model.GetSigningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.GetSigningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.ImageSigningStatus;
import software.amazon.awssdk.services.ecr.model.PutSigningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutSigningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.SigningConfiguration;
import software.amazon.awssdk.services.ecr.model.SigningRepositoryFilterType;
import software.amazon.awssdk.services.ecr.model.SigningRule;
import software.amazon.awssdk.services.ecr.model.SigningStatus;

/**
 * Which images are to be signed. Kept and given back; AWS Signer is not here, so each
 * signature that a rule asks for counts as failed.
 */
public final class Signing {

    /** ECR's model, SigningProfileArn. */
    private static final Pattern PROFILE = Pattern
        .compile("^arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:\\/signing-profiles\\/[a-zA-Z0-9_]{2,}$");

    /** ECR's model, SigningRepositoryFilterValue. */
    private static final Pattern FILTER = Pattern
        .compile("^(?:[a-z0-9*]+(?:[._-][a-z0-9*]+)*/)*[a-z0-9*]+(?:[._-][a-z0-9*]+)*$");

    private static final int MOST_RULES = 10;

    private static final int MOST_FILTERS = 100;

    private static final String RULES = "signingConfiguration.rules";

    private final Registries registries;

    private final Table<SigningConfiguration> table;

    /** The configurations of these registries. */
    public Signing(Store store, Registries registries) {
        this.registries = registries;
        this.table = store.table("ecr.signing", SigningConfiguration::builder);
    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("PutSigningConfiguration",
                Operation.of(PutSigningConfigurationRequest::builder, this::put).requiring("signingConfiguration"),
                "GetSigningConfiguration", Operation.of(GetSigningConfigurationRequest::builder, this::get),
                "DeleteSigningConfiguration", Operation.of(DeleteSigningConfigurationRequest::builder, this::delete),
                "DescribeImageSigningStatus", Operation.of(DescribeImageSigningStatusRequest::builder, this::describe)
                    .requiring("repositoryName", "imageId"));
    }

    private PutSigningConfigurationResponse put(CallContext context, PutSigningConfigurationRequest request) {
        if (!request.signingConfiguration().hasRules()) {
            throw EcrErrors.invalid(RULES, "must not be null");
        }
        Constraints.size(RULES, request.signingConfiguration().rules(), 0, MOST_RULES);
        request.signingConfiguration().rules().forEach(Signing::check);
        this.table.put(context.region(), request.signingConfiguration());
        return PutSigningConfigurationResponse.builder().signingConfiguration(request.signingConfiguration()).build();
    }

    private static void check(SigningRule rule) {
        String profile = (rule.signingProfileArn() != null) ? rule.signingProfileArn() : "";
        Constraints.length(RULES + ".signingProfileArn", profile, 0, 200);
        Constraints.pattern(RULES + ".signingProfileArn", profile, PROFILE);
        if (rule.hasRepositoryFilters()) {
            Constraints.size(RULES + ".repositoryFilters", rule.repositoryFilters(), 1, MOST_FILTERS);
        }
        rule.repositoryFilters().forEach((filter) -> {
            Constraints.known(RULES + ".repositoryFilters.filterType", filter.filterType(),
                    SigningRepositoryFilterType.values());
            Constraints.length(RULES + ".repositoryFilters.filter", filter.filter(), 1, 256);
            Constraints.pattern(RULES + ".repositoryFilters.filter", (filter.filter() != null) ? filter.filter() : "",
                    FILTER);
        });
    }

    private GetSigningConfigurationResponse get(CallContext context, GetSigningConfigurationRequest request) {
        return GetSigningConfigurationResponse.builder()
            .registryId(context.account())
            .signingConfiguration(require(context))
            .build();
    }

    private DeleteSigningConfigurationResponse delete(CallContext context, DeleteSigningConfigurationRequest request) {
        SigningConfiguration configuration = require(context);
        this.table.remove(context.region());
        return DeleteSigningConfigurationResponse.builder()
            .registryId(context.account())
            .signingConfiguration(configuration)
            .build();
    }

    private SigningConfiguration require(CallContext context) {
        return this.table.find(context.region())
            .orElseThrow(() -> new AwsError("SigningConfigurationNotFoundException",
                    "Signing configuration does not exist in the registry with id '" + context.account() + "'"));
    }

    private DescribeImageSigningStatusResponse describe(CallContext context,
            DescribeImageSigningStatusRequest request) {
        Registry registry = this.registries.in(context.region());
        Existing.repository(registry, request.repositoryName(), request.registryId());
        Image image = Existing.image(registry, request.repositoryName(), request.imageId());
        List<SigningRule> rules = this.table.find(context.region()).map(SigningConfiguration::rules).orElse(List.of());
        return DescribeImageSigningStatusResponse.builder()
            .registryId(context.account())
            .repositoryName(request.repositoryName())
            .imageId(request.imageId().toBuilder().imageDigest(image.digest().toString()).build())
            .signingStatuses(rules.stream()
                .filter((rule) -> isAbout(rule, request.repositoryName()))
                .map((rule) -> ImageSigningStatus.builder()
                    .signingProfileArn(rule.signingProfileArn())
                    .status(SigningStatus.FAILED)
                    .failureCode("ResourceNotFoundException")
                    .failureReason("The sandbox has no AWS Signer: the signing profile was not found.")
                    .build())
                .toList())
            .build();
    }

    private static boolean isAbout(SigningRule rule, String repository) {
        return !rule.hasRepositoryFilters()
                || rule.repositoryFilters().stream().anyMatch((filter) -> Wildcards.fits(filter.filter(), repository));
    }

}
