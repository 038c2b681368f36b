package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** What is set for a registry as a whole, by ECR's own calls. */
class EcrRegistryStory implements Story {

    private static final String REPLICATION = """
            {"replicationConfiguration": {"rules": [{"destinations":
             [{"region": "eu-west-1", "registryId": "123456789012"}]}]}}""";

    private static final String POLICY = "{\\\"Version\\\": \\\"2012-10-17\\\", \\\"Statement\\\": [{\\\"Effect\\\": "
            + "\\\"Allow\\\", \\\"Principal\\\": {\\\"AWS\\\": \\\"111122223333\\\"}, \\\"Action\\\": "
            + "\\\"ecr:ReplicateImage\\\", \\\"Resource\\\": \\\"*\\\"}]}";

    private static final String PRINCIPAL = "{\"principalArn\": \"arn:aws:iam::123456789012:role/scanner\"}";

    @Override
    public void tell(Clients aws) {
        aws.call("ecr", "PutReplicationConfiguration", REPLICATION);
        assertThat(aws.text("ecr", "DescribeRegistry", "{}", "/replicationConfiguration/rules/0/destinations/0/region"))
            .isEqualTo("eu-west-1");
        aws.call("ecr", "PutRegistryPolicy", "{\"policyText\": \"" + POLICY + "\"}");
        assertThat(aws.text("ecr", "GetRegistryPolicy", "{}", "/policyText")).contains("ecr:ReplicateImage");
        aws.call("ecr", "DeleteRegistryPolicy", "{}");
        assertThat(aws.refused("ecr", "GetRegistryPolicy", "{}")).contains("RegistryPolicyNotFoundException");
        scanning(aws);
        rules(aws);
        templates(aws);
        settings(aws);
        signing(aws);
    }

    private static void scanning(Clients aws) {
        aws.call("ecr", "CreateRepository", "{\"repositoryName\": \"shop\"}");
        aws.call("ecr", "PutRegistryScanningConfiguration", """
                {"scanType": "BASIC", "rules": [{"scanFrequency": "SCAN_ON_PUSH",
                 "repositoryFilters": [{"filter": "sh*", "filterType": "WILDCARD"}]}]}""");
        assertThat(aws.text("ecr", "GetRegistryScanningConfiguration", "{}", "/scanningConfiguration/scanType"))
            .isEqualTo("BASIC");
        assertThat(aws.text("ecr", "BatchGetRepositoryScanningConfiguration",
                "{\"repositoryNames\": [\"shop\", \"none\"]}", "/scanningConfigurations/0/scanFrequency"))
            .isEqualTo("SCAN_ON_PUSH");
    }

    private static void rules(Clients aws) {
        aws.call("ecr", "CreatePullThroughCacheRule", """
                {"ecrRepositoryPrefix": "quay", "upstreamRegistryUrl": "quay.io"}""");
        assertThat(
                aws.text("ecr", "DescribePullThroughCacheRules", "{}", "/pullThroughCacheRules/0/upstreamRegistryUrl"))
            .isEqualTo("quay.io");
        assertThat(aws.text("ecr", "ValidatePullThroughCacheRule", "{\"ecrRepositoryPrefix\": \"quay\"}", "/isValid"))
            .isEqualTo("false");
        aws.call("ecr", "UpdatePullThroughCacheRule", """
                {"ecrRepositoryPrefix": "quay", "credentialArn":
                 "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/quay-AbCdEf"}""");
        aws.call("ecr", "DeletePullThroughCacheRule", "{\"ecrRepositoryPrefix\": \"quay\"}");
        assertThat(aws.refused("ecr", "DescribePullThroughCacheRules", "{\"ecrRepositoryPrefixes\": [\"quay\"]}"))
            .contains("PullThroughCacheRuleNotFoundException");
    }

    private static void templates(Clients aws) {
        aws.call("ecr", "CreateRepositoryCreationTemplate", """
                {"prefix": "made", "appliedFor": ["REPLICATION"], "imageTagMutability": "IMMUTABLE"}""");
        aws.call("ecr", "UpdateRepositoryCreationTemplate", "{\"prefix\": \"made\", \"description\": \"By itself\"}");
        assertThat(aws.text("ecr", "DescribeRepositoryCreationTemplates", "{\"prefixes\": [\"made\"]}",
                "/repositoryCreationTemplates/0/description"))
            .isEqualTo("By itself");
        aws.call("ecr", "DeleteRepositoryCreationTemplate", "{\"prefix\": \"made\"}");
        assertThat(aws.refused("ecr", "DeleteRepositoryCreationTemplate", "{\"prefix\": \"made\"}"))
            .contains("TemplateNotFoundException");
    }

    private static void settings(Clients aws) {
        aws.call("ecr", "PutAccountSetting", "{\"name\": \"REGISTRY_POLICY_SCOPE\", \"value\": \"V2\"}");
        assertThat(aws.text("ecr", "GetAccountSetting", "{\"name\": \"REGISTRY_POLICY_SCOPE\"}", "/value"))
            .isEqualTo("V2");
        aws.call("ecr", "RegisterPullTimeUpdateExclusion", PRINCIPAL);
        assertThat(aws.call("ecr", "ListPullTimeUpdateExclusions", "{}").at("/pullTimeUpdateExclusions")).hasSize(1);
        aws.call("ecr", "DeregisterPullTimeUpdateExclusion", PRINCIPAL);
        assertThat(aws.refused("ecr", "DeregisterPullTimeUpdateExclusion", PRINCIPAL))
            .contains("ExclusionNotFoundException");
    }

    private static void signing(Clients aws) {
        aws.call("ecr", "PutSigningConfiguration", """
                {"signingConfiguration": {"rules": [{"signingProfileArn":
                 "arn:aws:signer:us-east-1:123456789012:/signing-profiles/web_profile"}]}}""");
        assertThat(aws.call("ecr", "GetSigningConfiguration", "{}").at("/signingConfiguration/rules")).hasSize(1);
        aws.call("ecr", "DeleteSigningConfiguration", "{}");
        assertThat(aws.refused("ecr", "GetSigningConfiguration", "{}"))
            .contains("SigningConfigurationNotFoundException");
    }

}
