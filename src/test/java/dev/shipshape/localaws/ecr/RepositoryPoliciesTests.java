package dev.shipshape.localaws.ecr;

import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * ECR API reference: SetRepositoryPolicy, GetRepositoryPolicy, DeleteRepositoryPolicy.
 */
class RepositoryPoliciesTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcrClient ecr = aws.client(EcrClient.builder());

    @BeforeEach
    void makeRepository() {
        this.ecr = aws.client(EcrClient.builder());
        this.ecr.createRepository((request) -> request.repositoryName("web"));
    }

    private String set(String text) {
        return this.ecr.setRepositoryPolicy((request) -> request.repositoryName("web").policyText(text)).policyText();
    }

    private static String statement(String members) {
        return "{\"Version\":\"2008-10-17\",\"Statement\":[{" + members + "}]}";
    }

    @Test
    void aPolicyIsGivenBackIndentedAsAwsDoes() {
        String given = statement("\"Sid\":\"pull\",\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":[\"ecr:BatchGetImage\",\"ecr:GetDownloadUrlForLayer\"]");
        String indented = """
                {
                  "Version" : "2008-10-17",
                  "Statement" : [ {
                    "Sid" : "pull",
                    "Effect" : "Allow",
                    "Principal" : "*",
                    "Action" : [ "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer" ]
                  } ]
                }""";
        assertThat(set(given)).isEqualTo(indented);
        assertThat(this.ecr.getRepositoryPolicy((request) -> request.repositoryName("web")).policyText())
            .isEqualTo(indented);
        assertThat(this.ecr.deleteRepositoryPolicy((request) -> request.repositoryName("web")).policyText())
            .isEqualTo(indented);
        assertThatExceptionOfType(RepositoryPolicyNotFoundException.class)
            .isThrownBy(() -> this.ecr.deleteRepositoryPolicy((request) -> request.repositoryName("web")))
            .withMessageContaining("Repository policy does not exist for the repository with name 'web' in the "
                    + "registry with id '123456789012'");
    }

    @Test
    void aPolicyGoesWithItsRepository() {
        set(statement("\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:*\""));
        this.ecr.deleteRepository((request) -> request.repositoryName("web"));
        this.ecr.createRepository((request) -> request.repositoryName("web"));
        assertThatExceptionOfType(RepositoryPolicyNotFoundException.class)
            .isThrownBy(() -> this.ecr.getRepositoryPolicy((request) -> request.repositoryName("web")));
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        for (String text : List.of("nonsense", "[]", "{}", "{\"Statement\":[]}", statement("\"Effect\":\"Allow\""),
                statement("\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"ecr:*\""),
                statement("\"Effect\":\"Allow\",\"Action\":\"ecr:*\""),
                statement("\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":7"),
                statement("\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:*\",\"Colour\":\"red\""))) {
            assertThatExceptionOfType(InvalidParameterException.class).as(text)
                .isThrownBy(() -> set(text))
                .withMessageContaining("Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid "
                        + "repository policy provided'");
        }
    }

    /**
     * "…would prevent you from setting another policy in the future, you must force…".
     */
    @Test
    void aPolicyThatLocksEverybodyOutNeedsForce() {
        String locking = statement("\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"ecr:Set*\"");
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> set(locking));
        assertThat(
                this.ecr.setRepositoryPolicy((request) -> request.repositoryName("web").policyText(locking).force(true))
                    .policyText())
            .contains("Deny");
    }

}
