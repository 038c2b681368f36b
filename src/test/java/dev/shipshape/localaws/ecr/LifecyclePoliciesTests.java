package dev.shipshape.localaws.ecr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.oci.Pusher;
import dev.shipshape.localaws.oci.content.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyPreviewResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageActionType;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageStatus;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewInProgressException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewNotFoundException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewResult;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyPreviewStatus;
import software.amazon.awssdk.services.ecr.model.TagStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Amazon ECR user guide, "Automate the cleanup of images by using lifecycle policies":
 * how policies work, their properties and its examples.
 */
class LifecyclePoliciesTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-02-03T04:05:06Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.FAST, clock);

    private EcrClient ecr = aws.client(EcrClient.builder());

    private Pusher pusher = Pusher.of(aws);

    @BeforeEach
    void makeRepository() {
        this.ecr = aws.client(EcrClient.builder());
        this.pusher = Pusher.of(aws);
        this.ecr.createRepository((request) -> request.repositoryName("web"));
    }

    private static String rule(int priority, String selection, String action) {
        return "{\"rulePriority\":" + priority + ",\"description\":\"rule\",\"selection\":{" + selection
                + "},\"action\":{" + action + "}}";
    }

    private static String expire(int priority, String selection) {
        return rule(priority, selection, "\"type\":\"expire\"");
    }

    private static String policy(String... rules) {
        return "{\"rules\":[" + String.join(",", rules) + "]}";
    }

    private static String count(String tags, int number) {
        return tags + ",\"countType\":\"imageCountMoreThan\",\"countNumber\":" + number;
    }

    private static String since(String tags, String what, int days) {
        return tags + ",\"countType\":\"" + what + "\",\"countUnit\":\"days\",\"countNumber\":" + days;
    }

    private static String tagged(String... patterns) {
        return "\"tagStatus\":\"tagged\",\"tagPatternList\":[\"" + String.join("\",\"", patterns) + "\"]";
    }

    private static final String UNTAGGED = "\"tagStatus\":\"untagged\"";

    private static final String ANY = "\"tagStatus\":\"any\"";

    private Digest push(String... tags) {
        clock.advance(Duration.ofSeconds(1));
        this.pusher = Pusher.of(aws); // a token ends after twelve hours
        String manifest = this.pusher.image("web", "layer of " + String.join(",", tags) + clock.instant());
        for (String tag : tags) {
            this.pusher.manifest("web", tag, manifest);
        }
        return tags.length > 0 ? Pusher.digest(manifest)
                : this.pusher.manifest("web", Pusher.digest(manifest).toString(), manifest);
    }

    private void put(String policy) {
        this.ecr.putLifecyclePolicy((request) -> request.repositoryName("web").lifecyclePolicyText(policy));
    }

    private List<String> left() {
        return this.ecr.describeImages((request) -> request.repositoryName("web"))
            .imageDetails()
            .stream()
            .map(ImageDetail::imageDigest)
            .toList();
    }

    private static List<String> texts(Digest... digests) {
        return Stream.of(digests).map(Digest::toString).toList();
    }

    private void aDayPasses() {
        clock.advance(Duration.ofDays(1));
    }

    @Test
    void aPolicyIsGivenBackWithoutItsSpacesAndGoes() {
        String text = policy(expire(1, count(UNTAGGED, 30)));
        assertThat(this.ecr
            .putLifecyclePolicy((request) -> request.repositoryName("web").lifecyclePolicyText(text.replace(",", ", ")))
            .lifecyclePolicyText()).isEqualTo(text);
        GetLifecyclePolicyResponse kept = this.ecr.getLifecyclePolicy((request) -> request.repositoryName("web"));
        assertThat(kept.lifecyclePolicyText()).isEqualTo(text);
        assertThat(kept.lastEvaluatedAt()).isEqualTo(Instant.EPOCH);
        assertThat(this.ecr.deleteLifecyclePolicy((request) -> request.repositoryName("web")).lifecyclePolicyText())
            .isEqualTo(text);
        assertThatExceptionOfType(LifecyclePolicyNotFoundException.class)
            .isThrownBy(() -> this.ecr.deleteLifecyclePolicy((request) -> request.repositoryName("web")))
            .withMessageContaining("Lifecycle policy does not exist for the repository with name 'web' in the registry "
                    + "with id '123456789012'");
    }

    @Test
    void theOldestOfTooManyExpire() {
        Digest first = push("prod-1");
        Digest second = push("prod-2");
        Digest other = push("dev");
        put(policy(expire(1, count(tagged("prod*"), 1))));
        assertThat(left()).contains(first.toString());
        aDayPasses();
        assertThat(left()).containsExactlyInAnyOrderElementsOf(texts(second, other));
        assertThat(this.ecr.getLifecyclePolicy((request) -> request.repositoryName("web")).lastEvaluatedAt())
            .isEqualTo(clock.instant());
    }

    @Test
    void whatIsTooOldExpiresOnItsDay() {
        Digest old = push();
        put(policy(expire(1, since(UNTAGGED, "sinceImagePushed", 14))));
        clock.advance(Duration.ofDays(13));
        Digest young = push();
        assertThat(left()).hasSize(2);
        clock.advance(Duration.ofDays(1).plusHours(2));
        assertThat(left()).containsExactly(young.toString()).doesNotContain(old.toString());
    }

    @Test
    void whatIsPulledStays() {
        Digest used = push("used");
        Digest unused = push("unused");
        put(policy(expire(1, since(ANY, "sinceImagePulled", 30))));
        clock.advance(Duration.ofDays(20));
        assertThat(Pusher.of(aws).get("/v2/web/manifests/used").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofDays(11));
        assertThat(left()).containsExactly(used.toString()).doesNotContain(unused.toString());
    }

    /** "only the images with all specified tags are selected". */
    @Test
    void allPatternsOfARuleHaveToFit() {
        Digest both = push("alpha-1", "beta-1");
        Digest one = push("alpha-2");
        put(policy(expire(1, since(tagged("alpha*", "*beta*"), "sinceImagePushed", 1))));
        clock.advance(Duration.ofDays(2));
        assertThat(left()).containsExactly(one.toString()).doesNotContain(both.toString());
    }

    /** The guide's example "Filtering on multiple rules": images A, B and C. */
    @Test
    void anImageThatFitsAnEarlierRuleIsLeftAloneByLaterOnes() {
        Digest a = push("beta-1", "prod-1");
        Digest b = push("beta-2", "prod-2");
        Digest c = push("beta-3");
        put(policy(expire(1, count("\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"prod\"]", 1)),
                expire(2, count("\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"beta\"]", 1))));
        aDayPasses();
        assertThat(left()).containsExactlyInAnyOrderElementsOf(texts(b, c)).doesNotContain(a.toString());
    }

    /** The same with the priorities the other way round: A and B expire. */
    @Test
    void thePrioritiesDecideWhichRuleComesFirst() {
        push("beta-1", "prod-1");
        push("beta-2", "prod-2");
        Digest c = push("beta-3");
        put(policy(expire(7, count(tagged("prod*"), 1)), expire(3, count(tagged("beta*"), 1))));
        aDayPasses();
        assertThat(left()).containsExactly(c.toString());
    }

    @Test
    void whatAManifestListRefersToStaysAsLongAsTheList() {
        String image = this.pusher.image("web", "of a list");
        this.pusher.manifest("web", Pusher.digest(image).toString(), image);
        Digest list = this.pusher.manifest("web", "all", Pusher.index(image));
        put(policy(expire(1, since(UNTAGGED, "sinceImagePushed", 1)),
                expire(2, since(tagged("all"), "sinceImagePushed", 10))));
        clock.advance(Duration.ofDays(9));
        assertThat(left()).containsExactlyInAnyOrderElementsOf(texts(list, Pusher.digest(image)));
        clock.advance(Duration.ofDays(2));
        assertThat(left()).doesNotContain(list.toString());
        clock.advance(Duration.ofHours(2));
        assertThat(left()).isEmpty();
    }

    /** Amazon ECR user guide, "Archiving an image". */
    @Test
    void imagesGoIntoTheArchiveAndExpireThere() {
        Digest image = push("old");
        put(policy(
                rule(1, since(ANY, "sinceImagePushed", 30),
                        "\"type\":\"transition\",\"targetStorageClass\":\"archive\""),
                expire(2, since("\"tagStatus\":\"any\",\"storageClass\":\"archive\"", "sinceImageTransitioned", 90))));
        clock.advance(Duration.ofDays(31));
        assertThat(left()).isEmpty();
        ImageDetail archived = this.ecr
            .describeImages((request) -> request.repositoryName("web")
                .filter((filter) -> filter.imageStatus(ImageStatusFilter.ARCHIVED)))
            .imageDetails()
            .get(0);
        assertThat(archived.imageDigest()).isEqualTo(image.toString());
        assertThat(archived.imageStatus()).isEqualTo(ImageStatus.ARCHIVED);
        assertThat(Pusher.of(aws).get("/v2/web/manifests/old").statusCode()).isEqualTo(404);
        clock.advance(Duration.ofDays(91));
        assertThat(this.ecr
            .describeImages((request) -> request.repositoryName("web")
                .filter((filter) -> filter.imageStatus(ImageStatusFilter.ANY)))
            .imageDetails()).isEmpty();
    }

    @Test
    void aPreviewTellsWhatWouldHappenAndDoesNothing() {
        push("prod-1");
        push();
        Digest last = push("prod-2");
        String policy = policy(expire(1, count(tagged("prod*"), 1)), expire(2, since(ANY, "sinceImagePushed", 1)));
        this.ecr.startLifecyclePolicyPreview((request) -> request.repositoryName("web").lifecyclePolicyText(policy));
        assertThat(preview().status()).isEqualTo(LifecyclePolicyPreviewStatus.IN_PROGRESS);
        assertThatExceptionOfType(LifecyclePolicyPreviewInProgressException.class).isThrownBy(() -> this.ecr
            .startLifecyclePolicyPreview((request) -> request.repositoryName("web").lifecyclePolicyText(policy)));
        clock.advance(Duration.ofSeconds(1));
        GetLifecyclePolicyPreviewResponse done = preview();
        assertThat(done.status()).isEqualTo(LifecyclePolicyPreviewStatus.COMPLETE);
        assertThat(done.summary().expiringImageTotalCount()).isEqualTo(1);
        LifecyclePolicyPreviewResult result = done.previewResults().get(0);
        assertThat(result.imageTags()).containsExactly("prod-1");
        assertThat(result.appliedRulePriority()).isEqualTo(1);
        assertThat(result.action().type()).isEqualTo(ImageActionType.EXPIRE);
        clock.advance(Duration.ofHours(23));
        assertThat(left()).hasSize(3).contains(last.toString());
        clock.advance(Duration.ofHours(1));
        assertThat(preview().status()).isEqualTo(LifecyclePolicyPreviewStatus.EXPIRED);
    }

    private GetLifecyclePolicyPreviewResponse preview() {
        return this.ecr.getLifecyclePolicyPreview((request) -> request.repositoryName("web"));
    }

    @Test
    void aPreviewComesInPagesAndFiltered() {
        push("a", "b");
        push();
        push("c");
        put(policy(expire(1, count(ANY, 1))));
        this.ecr.startLifecyclePolicyPreview((request) -> request.repositoryName("web"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(this.ecr.getLifecyclePolicyPreviewPaginator((request) -> request.repositoryName("web").maxResults(1))
            .stream()
            .map((page) -> page.previewResults().size())).containsExactly(1, 1);
        assertThat(this.ecr
            .getLifecyclePolicyPreview(
                    (request) -> request.repositoryName("web").filter((filter) -> filter.tagStatus(TagStatus.UNTAGGED)))
            .previewResults()).hasSize(1);
        assertThat(this.ecr
            .getLifecyclePolicyPreview((request) -> request.repositoryName("web")
                .imageIds(ImageIdentifier.builder().imageTag("b").build()))
            .previewResults()
            .get(0)
            .imageTags()).containsExactly("a", "b");
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(
                () -> this.ecr.getLifecyclePolicyPreview((request) -> request.repositoryName("web").maxResults(101)))
            .withMessageContaining("must be less than or equal to 100");
    }

    @Test
    void withoutAPolicyThereIsNothingToPreview() {
        assertThatExceptionOfType(LifecyclePolicyNotFoundException.class)
            .isThrownBy(() -> this.ecr.startLifecyclePolicyPreview((request) -> request.repositoryName("web")));
        assertThatExceptionOfType(LifecyclePolicyPreviewNotFoundException.class).isThrownBy(this::preview)
            .withMessageContaining("Lifecycle policy preview does not exist for the repository with name 'web'");
    }

    /** A restart and a reset leave nothing due that should not be, and what should. */
    @Test
    void aPolicyIsCarriedOutAfterARestart() {
        push("1");
        push("2");
        put(policy(expire(1, count(ANY, 1))));
        aws.restart();
        this.ecr = aws.client(EcrClient.builder());
        aDayPasses();
        assertThat(left()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{not json                                | Could not map policyString into LifecyclePolicy.",
            "[]                                       | Could not map policyString into LifecyclePolicy.",
            "{\"no\":1}                               | object has missing required properties ([\"rules\"])",
            "{\"rules\":[]}                           | array is too short",
            "{\"rules\":[\"x\"]}                      | instance type (string) does not match any allowed primitive "
                    + "type (allowed: [\"object\"])",
            "{\"rules\":[{}]}                         | object has missing required properties "
                    + "([\"action\",\"rulePriority\",\"selection\"])",
            "SELECTION \"countType\":\"imageCountMoreThan\",\"countNumber\":1 | object has missing required properties "
                    + "([\"tagStatus\"])",
            "SELECTION \"tagStatus\":\"some\",\"countType\":\"imageCountMoreThan\",\"countNumber\":1 "
                    + "| instance value (some) not found in enum :(possible values: [\"any\",\"tagged\",\"untagged\"])",
            "SELECTION \"tagStatus\":\"any\",\"countType\":\"age\",\"countNumber\":1 "
                    + "| instance failed to match exactly one schema",
            "SELECTION \"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countNumber\":0 "
                    + "| numeric instance is lower than the required minimum (minimum: 1, found: 0)",
            "SELECTION \"tagStatus\":\"any\",\"countType\":\"sinceImagePushed\",\"countNumber\":1 "
                    + "| object has missing required properties ([\"countUnit\"])",
            "SELECTION \"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countUnit\":\"days\","
                    + "\"countNumber\":1 | instance failed to match exactly one schema",
            "SELECTION \"tagStatus\":\"tagged\",\"countType\":\"imageCountMoreThan\",\"countNumber\":1 | tagPatternList",
            "SELECTION \"tagStatus\":\"tagged\",\"tagPatternList\":[\"*a*b*c*d*\"],"
                    + "\"countType\":\"imageCountMoreThan\",\"countNumber\":1 | at most 4 wildcards",
            "SELECTION \"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countNumber\":1,\"more\":2 "
                    + "| object instance has properties which are not allowed by the schema: ([\"more\"])" })
    void whatIsNoPolicyIsRefused(String given, String message) {
        String text = given.startsWith("SELECTION ") ? policy(expire(1, given.substring("SELECTION ".length())))
                : given;
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> put(text + " ".repeat(100)))
            .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorMessage())
                .startsWith("Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: "
                        + "'Lifecycle policy validation failure: ")
                .contains(message));
    }

    @Test
    void rulesThatContradictOneAnotherAreRefused() {
        for (String text : List.of(policy(expire(1, count(UNTAGGED, 1)), expire(1, count(tagged("a"), 1))),
                policy(expire(1, count(UNTAGGED, 1)), expire(2, count(UNTAGGED, 2))),
                policy(expire(1, count(tagged("a"), 1)), expire(2, count(tagged("a"), 2))),
                policy(expire(1, count(ANY, 1)), expire(2, count(tagged("a"), 2))))) {
            assertThatExceptionOfType(InvalidParameterException.class).as(text).isThrownBy(() -> put(text));
        }
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> put("{}"))
            .withMessageContaining("must have length greater than or equal to 100");
    }

}
