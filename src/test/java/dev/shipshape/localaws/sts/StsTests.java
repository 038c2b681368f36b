package dev.shipshape.localaws.sts;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.TestClock;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StsTests {

    private static final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT, clock);

    @Test
    void everyoneIsTheSandboxUser() {
        StsClient sts = aws.client(StsClient.builder());
        assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/sandbox");
    }

    @Test
    @DisplayName("AssumeRole: the keys that it gives stand for the assumed role until they expire")
    void keysOfARoleStandForIt() {
        role("team");
        StsClient sts = aws.client(StsClient.builder());
        AssumeRoleResponse assumed = sts
            .assumeRole((role) -> role.roleArn("arn:aws:iam::123456789012:role/team").roleSessionName("shipshape"));
        assertThat(assumed.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/team/shipshape");
        Credentials keys = assumed.credentials();
        StsClient asRole = StsClient.builder()
            .endpointOverride(URI.create(aws.url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider
                .create(AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())))
            .build();
        try (asRole) {
            assertThat(asRole.getCallerIdentity().arn()).isEqualTo(assumed.assumedRoleUser().arn());
            assertThat(asRole.getCallerIdentity().userId()).isEqualTo(assumed.assumedRoleUser().assumedRoleId());
            assertRefused("AccessDenied", () -> asRole.getSessionToken());
            clock.advance(Duration.ofHours(2));
            assertThat(asRole.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/sandbox");
        }
    }

    @Test
    void whatIsNoRoleOfTheAccountCannotBeAssumed() {
        role("team");
        StsClient sts = aws.client(StsClient.builder());
        for (String arn : List.of("arn:aws:iam::999999999999:role/team", "arn:aws:iam::123456789012:role/none")) {
            assertRefused("AccessDenied",
                    () -> sts.assumeRole((role) -> role.roleArn(arn).roleSessionName("shipshape")));
        }
        String team = "arn:aws:iam::123456789012:role/team";
        assertRefused("ValidationError", () -> sts.assumeRole((role) -> role.roleArn(team).roleSessionName("a b")));
        assertRefused("ValidationError",
                () -> sts.assumeRole((role) -> role.roleArn(team).roleSessionName("ab").durationSeconds(60)));
        assertRefused("ValidationError",
                () -> sts.assumeRole((role) -> role.roleArn(team).roleSessionName("ab").durationSeconds(7200)));
        assertRefused("ValidationError", () -> sts.assumeRole((role) -> role.roleArn(team)));
    }

    @Test
    void keysTellTheirAccountAndNoMessageCanBeDecoded() {
        StsClient sts = aws.client(StsClient.builder());
        assertThat(sts.getAccessKeyInfo((request) -> request.accessKeyId("AKIAIOSFODNN7EXAMPLE")).account())
            .isEqualTo("123456789012");
        assertThat(sts.getSessionToken().credentials().accessKeyId()).startsWith("ASIA");
        assertRefused("InvalidAuthorizationMessageException",
                () -> sts.decodeAuthorizationMessage((request) -> request.encodedMessage("x")));
    }

    private static void role(String name) {
        aws.client(IamClient.builder()).createRole((role) -> role.roleName(name).assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                "Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}]}"""));
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatExceptionOfType(StsException.class).as(code)
            .isThrownBy(call::run)
            .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code));
    }

}
