package dev.shipshape.localaws.ecr;

import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ExclusionAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ExclusionNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageReplicationStatus;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.PullThroughCacheRuleAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.PullThroughCacheRuleNotFoundException;
import software.amazon.awssdk.services.ecr.model.RCTAppliedFor;
import software.amazon.awssdk.services.ecr.model.RegistryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.ReplicationDestination;
import software.amazon.awssdk.services.ecr.model.ReplicationRule;
import software.amazon.awssdk.services.ecr.model.ReplicationStatus;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryFilter;
import software.amazon.awssdk.services.ecr.model.SigningConfigurationNotFoundException;
import software.amazon.awssdk.services.ecr.model.SigningRepositoryFilter;
import software.amazon.awssdk.services.ecr.model.SigningRule;
import software.amazon.awssdk.services.ecr.model.SigningStatus;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TemplateAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.TemplateNotFoundException;
import software.amazon.awssdk.services.ecr.model.UnsupportedUpstreamRegistryException;
import software.amazon.awssdk.services.ecr.model.ValidationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Amazon ECR user guide, "Amazon ECR private registry": its permissions, replication,
 * pull-through cache rules, creation templates and account settings.
 */
class RegistrySettingsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"},\"Action\":[\"ecr:CreateRepository\","
            + "\"ecr:ReplicateImage\"],\"Resource\":\"*\"}]}";

    private EcrClient ecr = aws.client(EcrClient.builder());

    private EcrClient abroad = aws.client(EcrClient.builder(), Region.EU_WEST_1);

    @BeforeEach
    void connect() {
        this.ecr = aws.client(EcrClient.builder());
        this.abroad = aws.client(EcrClient.builder(), Region.EU_WEST_1);
    }

    private void replicateTo(String... registriesAbroad) {
        List<ReplicationDestination> destinations = List.of(registriesAbroad)
            .stream()
            .map((registry) -> ReplicationDestination.builder().region("eu-west-1").registryId(registry).build())
            .toList();
        this.ecr.putReplicationConfiguration((request) -> request
            .replicationConfiguration((configuration) -> configuration.rules(ReplicationRule.builder()
                .destinations(destinations)
                .repositoryFilters(RepositoryFilter.builder().filter("shop").filterType("PREFIX_MATCH").build())
                .build())));
    }

    @Test
    void whatIsPushedIsReplicatedToTheOtherRegion() {
        replicateTo("123456789012", "210987654321");
        this.ecr.createRepository((request) -> request.repositoryName("shop/web"));
        this.ecr.createRepository((request) -> request.repositoryName("other"));
        Pusher pusher = Pusher.of(aws);
        String manifest = pusher.image("shop/web", "layer");
        pusher.manifest("shop/web", "1", manifest);
        pusher.manifest("other", "1", pusher.image("other", "layer"));
        assertThat(this.abroad.describeRepositories().repositories()).extracting(Repository::repositoryName)
            .containsExactly("shop/web");
        Pusher puller = Pusher.of(aws.url(), this.abroad);
        assertThat(puller.get("/v2/shop/web/manifests/1").body()).isEqualTo(manifest);
        assertThat(puller.get("/v2/shop/web/blobs/" + Pusher.digest("layer")).body()).isEqualTo("layer");
        assertThat(this.ecr
            .describeImageReplicationStatus(
                    (request) -> request.repositoryName("shop/web").imageId((id) -> id.imageTag("1")))
            .replicationStatuses()).extracting(ImageReplicationStatus::status)
            .containsExactly(ReplicationStatus.COMPLETE, ReplicationStatus.FAILED);
        assertThat(this.ecr.describeRegistry((request) -> {
        }).replicationConfiguration().rules()).hasSize(1);
    }

    @Test
    void aRegistryIsNotReplicatedToItself() {
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecr.putReplicationConfiguration((request) -> request
                .replicationConfiguration((configuration) -> configuration.rules(ReplicationRule.builder()
                    .destinations(
                            ReplicationDestination.builder().region("us-east-1").registryId("123456789012").build())
                    .build()))))
            .withMessageContaining("Invalid parameter at 'replicationConfiguration' failed to satisfy constraint: "
                    + "'Replication destination cannot be the same as the source registry'");
    }

    @Test
    void aRegistryPolicyIsKeptForItsRegion() {
        assertThatExceptionOfType(RegistryPolicyNotFoundException.class)
            .isThrownBy(() -> this.ecr.getRegistryPolicy((request) -> {
            }))
            .withMessageContaining("Registry policy does not exist in the registry with id '123456789012'");
        this.ecr.putRegistryPolicy((request) -> request.policyText(POLICY));
        assertThat(this.ecr.getRegistryPolicy((request) -> {
        }).policyText()).contains("\"Action\" : [ \"ecr:CreateRepository\", \"ecr:ReplicateImage\" ]");
        assertThatExceptionOfType(RegistryPolicyNotFoundException.class)
            .isThrownBy(() -> this.abroad.deleteRegistryPolicy((request) -> {
            }));
        this.ecr.deleteRegistryPolicy((request) -> {
        });
    }

    /** "Registry policy scope": V2 lets a policy speak of all of ECR's actions. */
    @Test
    void whatARegistryPolicyMaySpeakOfIsAnAccountSetting() {
        String wide = POLICY.replace("ecr:ReplicateImage", "ecr:DescribeRepositories");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecr.putRegistryPolicy((request) -> request.policyText(wide)))
            .withMessageContaining("Invalid registry policy provided");
        this.ecr.putAccountSetting((request) -> request.name("REGISTRY_POLICY_SCOPE").value("V2"));
        assertThat(this.ecr.getAccountSetting((request) -> request.name("REGISTRY_POLICY_SCOPE")).value())
            .isEqualTo("V2");
        this.ecr.putRegistryPolicy((request) -> request.policyText(wide));
        assertThatExceptionOfType(ValidationException.class)
            .isThrownBy(() -> this.ecr.getAccountSetting((request) -> request.name("COFFEE")));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(
                () -> this.ecr.putAccountSetting((request) -> request.name("BLOB_MOUNTING").value("SOMETIMES")));
    }

    @Test
    void blobMountingIsAnAccountSetting() {
        this.ecr.createRepository((request) -> request.repositoryName("from"));
        this.ecr.createRepository((request) -> request.repositoryName("to"));
        Pusher pusher = Pusher.of(aws);
        String mount = "/v2/to/blobs/uploads/?mount=" + pusher.blob("from", "layer") + "&from=from";
        this.ecr.putAccountSetting((request) -> request.name("BLOB_MOUNTING").value("DISABLED"));
        assertThat(pusher.send("POST", mount, "").statusCode()).isEqualTo(202);
        this.ecr.putAccountSetting((request) -> request.name("BLOB_MOUNTING").value("ENABLED"));
        assertThat(pusher.send("POST", mount, "").statusCode()).isEqualTo(201);
    }

    @Test
    void pullThroughRulesAreKeptAndListed() {
        this.ecr.createPullThroughCacheRule(
                (request) -> request.ecrRepositoryPrefix("quay").upstreamRegistryUrl("quay.io"));
        this.ecr.createPullThroughCacheRule(
                (request) -> request.ecrRepositoryPrefix("ecr-public").upstreamRegistryUrl("public.ecr.aws"));
        assertThat(
                this.ecr.describePullThroughCacheRulesPaginator((request) -> request.maxResults(1))
                    .pullThroughCacheRules()
                    .stream()
                    .map((rule) -> rule.ecrRepositoryPrefix() + " " + rule.upstreamRegistryAsString() + " "
                            + rule.upstreamRepositoryPrefix()))
            .containsExactly("ecr-public ecr-public ROOT", "quay quay ROOT");
        assertThat(this.ecr.validatePullThroughCacheRule((request) -> request.ecrRepositoryPrefix("quay")).isValid())
            .isFalse();
        this.ecr.updatePullThroughCacheRule((request) -> request.ecrRepositoryPrefix("quay")
            .customRoleArn("arn:aws:iam::123456789012:role/puller"));
        assertThat(this.ecr.describePullThroughCacheRules((request) -> request.ecrRepositoryPrefixes("quay"))
            .pullThroughCacheRules()
            .get(0)
            .customRoleArn()).endsWith("role/puller");
        this.ecr.deletePullThroughCacheRule((request) -> request.ecrRepositoryPrefix("quay"));
        assertThatExceptionOfType(PullThroughCacheRuleNotFoundException.class)
            .isThrownBy(() -> this.ecr.deletePullThroughCacheRule((request) -> request.ecrRepositoryPrefix("quay")));
    }

    @Test
    void aPullThroughRuleThatAwsWouldNotTakeIsRefused() {
        assertThatExceptionOfType(UnsupportedUpstreamRegistryException.class)
            .isThrownBy(() -> this.ecr.createPullThroughCacheRule(
                    (request) -> request.ecrRepositoryPrefix("harbor").upstreamRegistryUrl("harbor.example.com")))
            .withMessageContaining("The upstream registry URL harbor.example.com is invalid. Specify a valid upstream "
                    + "registry URL and try again");
        assertThatExceptionOfType(UnsupportedUpstreamRegistryException.class)
            .isThrownBy(() -> this.ecr.createPullThroughCacheRule(
                    (request) -> request.ecrRepositoryPrefix("hub").upstreamRegistryUrl("registry-1.docker.io")))
            .withMessageContaining("The specified upstream registry requires authentication");
        assertThatExceptionOfType(ValidationException.class)
            .isThrownBy(() -> this.ecr.createPullThroughCacheRule((request) -> request.ecrRepositoryPrefix("quay")
                .upstreamRegistryUrl("quay.io")
                .upstreamRegistry("k8s")));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> this.ecr.createPullThroughCacheRule(
                (request) -> request.ecrRepositoryPrefix("Upper").upstreamRegistryUrl("quay.io")));
        this.ecr.createPullThroughCacheRule(
                (request) -> request.ecrRepositoryPrefix("quay").upstreamRegistryUrl("quay.io"));
        assertThatExceptionOfType(PullThroughCacheRuleAlreadyExistsException.class)
            .isThrownBy(() -> this.ecr.createPullThroughCacheRule(
                    (request) -> request.ecrRepositoryPrefix("quay/").upstreamRegistryUrl("quay.io")));
    }

    private void template(RCTAppliedFor... ways) {
        this.ecr.createRepositoryCreationTemplate((request) -> request.prefix("made")
            .appliedFor(ways)
            .imageTagMutability(ImageTagMutability.IMMUTABLE)
            .resourceTags(Tag.builder().key("by").value("template").build())
            .repositoryPolicy(
                    "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:BatchGetImage\"}}")
            .lifecyclePolicy("{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countType\":"
                    + "\"imageCountMoreThan\",\"countNumber\":9},\"action\":{\"type\":\"expire\"}}]}"));
    }

    /** "Create on push": a push to a name that is not there makes the repository. */
    @Test
    void aRepositoryIsMadeOnPushAfterItsTemplate() {
        Pusher pusher = Pusher.of(aws);
        assertThat(pusher.send("POST", "/v2/made/web/blobs/uploads/", "").statusCode()).isEqualTo(404);
        template(RCTAppliedFor.CREATE_ON_PUSH);
        pusher.manifest("made/web", "1", pusher.image("made/web", "layer"));
        Repository made = this.ecr.describeRepositories((request) -> request.repositoryNames("made/web"))
            .repositories()
            .get(0);
        assertThat(made.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        assertThat(this.ecr.listTagsForResource((request) -> request.resourceArn(made.repositoryArn())).tags())
            .extracting(Tag::key)
            .containsExactly("by");
        assertThat(this.ecr.getRepositoryPolicy((request) -> request.repositoryName("made/web")).policyText())
            .contains("ecr:BatchGetImage");
        assertThat(this.ecr.getLifecyclePolicy((request) -> request.repositoryName("made/web")).lifecyclePolicyText())
            .contains("\"countNumber\":9");
        assertThat(pusher.send("POST", "/v2/other/web/blobs/uploads/", "").statusCode()).isEqualTo(404);
    }

    @Test
    void templatesAreChangedAndGo() {
        template(RCTAppliedFor.REPLICATION, RCTAppliedFor.PULL_THROUGH_CACHE);
        assertThatExceptionOfType(TemplateAlreadyExistsException.class)
            .isThrownBy(() -> template(RCTAppliedFor.REPLICATION));
        assertThat(this.ecr
            .updateRepositoryCreationTemplate((request) -> request.prefix("made")
                .description("changed")
                .imageTagMutability(ImageTagMutability.MUTABLE))
            .repositoryCreationTemplate()).satisfies((changed) -> {
                assertThat(changed.description()).isEqualTo("changed");
                assertThat(changed.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
                assertThat(changed.appliedFor()).hasSize(2);
            });
        assertThat(this.ecr.describeRepositoryCreationTemplatesPaginator((request) -> {
        }).repositoryCreationTemplates()).hasSize(1);
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecr.createRepositoryCreationTemplate(
                    (request) -> request.prefix("ROOT").appliedFor(RCTAppliedFor.REPLICATION).lifecyclePolicy("{}")));
        this.ecr.deleteRepositoryCreationTemplate((request) -> request.prefix("made"));
        assertThatExceptionOfType(TemplateNotFoundException.class)
            .isThrownBy(() -> this.ecr.updateRepositoryCreationTemplate((request) -> request.prefix("made")));
    }

    @Test
    void pullTimeExclusionsAreKept() {
        String principal = "arn:aws:iam::123456789012:role/scanner";
        this.ecr.registerPullTimeUpdateExclusion((request) -> request.principalArn(principal));
        assertThatExceptionOfType(ExclusionAlreadyExistsException.class)
            .isThrownBy(() -> this.ecr.registerPullTimeUpdateExclusion((request) -> request.principalArn(principal)));
        assertThat(this.ecr.listPullTimeUpdateExclusions((request) -> {
        }).pullTimeUpdateExclusions()).containsExactly(principal);
        this.ecr.deregisterPullTimeUpdateExclusion((request) -> request.principalArn(principal));
        assertThatExceptionOfType(ExclusionNotFoundException.class)
            .isThrownBy(() -> this.ecr.deregisterPullTimeUpdateExclusion((request) -> request.principalArn(principal)));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecr.registerPullTimeUpdateExclusion((request) -> request.principalArn("me")));
    }

    @Test
    void signaturesThatAreAskedForFail() {
        assertThatExceptionOfType(SigningConfigurationNotFoundException.class)
            .isThrownBy(() -> this.ecr.getSigningConfiguration((request) -> {
            }));
        this.ecr.putSigningConfiguration((request) -> request
            .signingConfiguration((configuration) -> configuration.rules(SigningRule.builder()
                .signingProfileArn("arn:aws:signer:us-east-1:123456789012:/signing-profiles/web_profile")
                .repositoryFilters(SigningRepositoryFilter.builder().filter("we*").filterType("WILDCARD_MATCH").build())
                .build())));
        this.ecr.createRepository((request) -> request.repositoryName("web"));
        Pusher pusher = Pusher.of(aws);
        pusher.manifest("web", "1", pusher.image("web", "layer"));
        assertThat(this.ecr
            .describeImageSigningStatus((request) -> request.repositoryName("web").imageId((id) -> id.imageTag("1")))
            .signingStatuses()
            .get(0)
            .status()).isEqualTo(SigningStatus.FAILED);
        this.ecr.deleteSigningConfiguration((request) -> {
        });
    }

}
