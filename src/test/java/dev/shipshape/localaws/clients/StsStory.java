package dev.shipshape.localaws.clients;

import static org.assertj.core.api.Assertions.assertThat;

/** Who one is, and becoming another. */
class StsStory implements Story {

    @Override
    public void tell(Clients aws) {
        assertThat(aws.text("sts", "GetCallerIdentity", "{}", "/Account")).isEqualTo("123456789012");
        assertThat(aws.text("sts", "AssumeRole", """
                {"RoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole", "RoleSessionName": "story"}""",
                "/AssumedRoleUser/Arn"))
            .isEqualTo("arn:aws:sts::123456789012:assumed-role/ecsTaskExecutionRole/story");
        assertThat(aws.refused("sts", "AssumeRoleWithWebIdentity", """
                {"RoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole", "RoleSessionName": "story",
                 "WebIdentityToken": "none"}""")).contains("InvalidIdentityToken");
        assertThat(aws.text("sts", "GetSessionToken", "{}", "/Credentials/AccessKeyId")).startsWith("ASIA");
        assertThat(aws.text("sts", "GetAccessKeyInfo", "{\"AccessKeyId\": \"AKIAIOSFODNN7EXAMPLE\"}", "/Account"))
            .isEqualTo("123456789012");
        assertThat(aws.refused("sts", "DecodeAuthorizationMessage", "{\"EncodedMessage\": \"x\"}"))
            .contains("InvalidAuthorizationMessageException");
    }

}
