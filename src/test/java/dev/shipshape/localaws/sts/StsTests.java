package dev.shipshape.localaws.sts;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    @Test
    void everyoneIsTheSandboxUser() {
        StsClient sts = aws.client(StsClient.builder());
        assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/sandbox");
    }

    @Test
    void aRoleOfTheAccountCanBeAssumedAndNoOther() {
        StsClient sts = aws.client(StsClient.builder());
        assertThat(sts
            .assumeRole((role) -> role.roleArn("arn:aws:iam::123456789012:role/team").roleSessionName("shipshape"))
            .assumedRoleUser()
            .arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/team/shipshape");
        assertThatExceptionOfType(StsException.class)
            .isThrownBy(() -> sts
                .assumeRole((role) -> role.roleArn("arn:aws:iam::999999999999:role/team").roleSessionName("shipshape")))
            .satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }

}
