package dev.shipshape.localaws.logs;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.AccountPolicy;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PolicyType;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryDefinition;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What log groups have besides lines, by the CloudWatch Logs API reference. */
class QueriesAndPoliciesTests {

    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-0123456789ab";

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private CloudWatchLogsClient logs;

    @BeforeEach
    void connect() {
        this.logs = aws.client(CloudWatchLogsClient.builder());
        this.logs.createLogGroup((request) -> request.logGroupName("/ecs/demo"));
    }

    @Test
    @DisplayName("StartQuery: ResourceNotFoundException for a group that is not there, else no query is run")
    void noQueryIsRun() {
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> start("/none", 1, 2));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> start("/ecs/demo", 2, 1))
            .withMessageContaining("Query's end date and time is before its start date and time");
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> start("/ecs/demo", 1, 2))
            .withMessageContaining("The sandbox does not run queries")
            .satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(400));
        assertThatExceptionOfType(ResourceNotFoundException.class)
            .isThrownBy(() -> this.logs.getQueryResults((request) -> request.queryId("none")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
            .isThrownBy(() -> this.logs.stopQuery((request) -> request.queryId("none")));
        assertThat(this.logs.describeQueries().queries()).isEmpty();
    }

    @Test
    @DisplayName("PutQueryDefinition makes one, and with its id changes it")
    void definitionsOfQueriesAreKept() {
        String id = this.logs.putQueryDefinition((request) -> request.name("web/errors").queryString("fields @message"))
            .queryDefinitionId();
        this.logs.putQueryDefinition((request) -> request.name("jobs/errors").queryString("fields @message"));
        this.logs.putQueryDefinition((request) -> request.queryDefinitionId(id)
            .name("web/all")
            .queryString("fields @timestamp")
            .logGroupNames("/ecs/demo"));
        QueryDefinition kept = this.logs
            .describeQueryDefinitions((request) -> request.queryDefinitionNamePrefix("web/"))
            .queryDefinitions()
            .get(0);
        assertThat(kept.name()).isEqualTo("web/all");
        assertThat(kept.queryDefinitionId()).isEqualTo(id);
        assertThat(kept.logGroupNames()).containsExactly("/ecs/demo");
        assertThat(this.logs.describeQueryDefinitions((request) -> request.maxResults(1)).nextToken()).isNotNull();
        assertThat(this.logs.deleteQueryDefinition((request) -> request.queryDefinitionId(id)).success()).isTrue();
        assertThatExceptionOfType(ResourceNotFoundException.class)
            .isThrownBy(() -> this.logs.deleteQueryDefinition((request) -> request.queryDefinitionId(id)));
        assertThat(this.logs.describeQueryDefinitions((request) -> request.queryDefinitionNamePrefix("jobs"))
            .queryDefinitions()).hasSize(1);
    }

    @Test
    @DisplayName("PutAccountPolicy: one subscription filter policy for each account and region")
    void accountPoliciesAreKept() {
        AccountPolicy made = put("sink");
        assertThat(made.scopeAsString()).isEqualTo("ALL");
        assertThat(put("sink").policyName()).isEqualTo("sink");
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> put("other"));
        assertThat(this.logs
            .describeAccountPolicies((request) -> request.policyType(PolicyType.SUBSCRIPTION_FILTER_POLICY))
            .accountPolicies()).extracting(AccountPolicy::policyDocument).containsExactly("{}");
        assertThat(this.logs.describeAccountPolicies((request) -> request.policyType(PolicyType.DATA_PROTECTION_POLICY))
            .accountPolicies()).isEmpty();
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.logs.describeAccountPolicies((request) -> request.policyType("MOON")));
        this.logs.deleteAccountPolicy(
                (request) -> request.policyType(PolicyType.SUBSCRIPTION_FILTER_POLICY).policyName("sink"));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> this.logs.deleteAccountPolicy(
                (request) -> request.policyType(PolicyType.SUBSCRIPTION_FILTER_POLICY).policyName("sink")));
    }

    @Test
    @DisplayName("AssociateKmsKey, DisassociateKmsKey: the group tells its key")
    void aGroupHasAKey() {
        this.logs.associateKmsKey((request) -> request.logGroupName("/ecs/demo").kmsKeyId(KEY));
        assertThat(this.logs.describeLogGroups().logGroups().get(0).kmsKeyId()).isEqualTo(KEY);
        this.logs.disassociateKmsKey(
                (request) -> request.resourceIdentifier("arn:aws:logs:us-east-1:123456789012:log-group:/ecs/demo"));
        assertThat(this.logs.describeLogGroups().logGroups().get(0).kmsKeyId()).isNull();
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.logs.associateKmsKey((request) -> request.logGroupName("/ecs/demo").kmsKeyId("k")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
            .isThrownBy(() -> this.logs.associateKmsKey((request) -> request.logGroupName("/none").kmsKeyId(KEY)));
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.logs.associateKmsKey((request) -> request.kmsKeyId(KEY)));
    }

    private void start(String group, long from, long to) {
        this.logs.startQuery(
                (request) -> request.logGroupName(group).startTime(from).endTime(to).queryString("fields @message"));
    }

    private AccountPolicy put(String name) {
        return this.logs
            .putAccountPolicy((request) -> request.policyName(name)
                .policyDocument("{}")
                .policyType(PolicyType.SUBSCRIPTION_FILTER_POLICY))
            .accountPolicy();
    }

}
