package dev.shipshape.localaws.ecs;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** API reference: PutAccountSetting, PutAccountSettingDefault, List- and Delete-. */
class AccountSettingsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private EcsClient ecs;

    @BeforeEach
    void connect() {
        this.ecs = aws.ecs();
    }

    @Test
    void nothingIsSetAtFirstAndTheDefaultsCount() {
        assertThat(this.ecs.listAccountSettings().settings()).isEmpty();
        assertThat(effective(SettingName.FARGATE_TASK_RETIREMENT_WAIT_PERIOD)).isEqualTo("7");
        assertThat(effective(SettingName.TASK_LONG_ARN_FORMAT)).isEqualTo("enabled");
    }

    @Test
    void everyNameOfTheModelIsKnown() {
        assertThat(SettingName.knownValues()).allSatisfy((name) -> assertThat(effective(name)).isNotEmpty());
    }

    @Test
    void aSettingOfAUserWinsOverTheDefaultUntilItIsDeleted() {
        this.ecs.putAccountSettingDefault((request) -> request.name(SettingName.AWSVPC_TRUNKING).value("enabled"));
        assertThat(effective(SettingName.AWSVPC_TRUNKING)).isEqualTo("enabled");
        Setting own = this.ecs
            .putAccountSetting((request) -> request.name(SettingName.AWSVPC_TRUNKING).value("disabled"))
            .setting();
        assertThat(own.principalArn()).isEqualTo("arn:aws:iam::123456789012:user/sandbox");
        assertThat(this.ecs.listAccountSettings().settings()).containsExactly(own);
        assertThat(effective(SettingName.AWSVPC_TRUNKING)).isEqualTo("disabled");
        this.ecs.deleteAccountSetting((request) -> request.name(SettingName.AWSVPC_TRUNKING));
        assertThat(effective(SettingName.AWSVPC_TRUNKING)).isEqualTo("enabled");
    }

    @Test
    void listsAreFilteredByNameAndValueAndHaveTenAPage() {
        this.ecs.putAccountSetting((request) -> request.name("taskLongArnFormat").value("enabled"));
        this.ecs.putAccountSetting((request) -> request.name("serviceLongArnFormat").value("disabled"));
        assertThat(this.ecs.listAccountSettings((request) -> request.name("serviceLongArnFormat")).settings())
            .extracting(Setting::value)
            .containsExactly("disabled");
        assertThat(this.ecs.listAccountSettings((request) -> request.value("enabled")).settings())
            .extracting(Setting::nameAsString)
            .containsExactly("taskLongArnFormat");
        assertThat(this.ecs.listAccountSettings((request) -> request.effectiveSettings(true)).settings()).hasSize(10);
        assertThat(this.ecs.listAccountSettingsPaginator((request) -> request.effectiveSettings(true)).settings())
            .extracting(Setting::nameAsString)
            .hasSizeGreaterThan(10)
            .doesNotHaveDuplicates();
    }

    @Test
    void namesAndValuesAreChecked() {
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.putAccountSetting((request) -> request.name("unknown").value("enabled")))
            .withMessageContaining("unknown should be one of [serviceLongArnFormat,");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(
                    () -> this.ecs.putAccountSetting((request) -> request.name("taskLongArnFormat").value("ENABLED")))
            .withMessageContaining("Invalid setting 'value'");
        assertThatExceptionOfType(InvalidParameterException.class)
            .isThrownBy(() -> this.ecs.putAccountSetting((request) -> request.name("guardDutyActivate").value("on")));
    }

    @Test
    void containerInsightsOfTheAccountCountForANewCluster() {
        this.ecs.putAccountSettingDefault((request) -> request.name("containerInsights").value("enhanced"));
        assertThat(this.ecs.createCluster((request) -> request.clusterName("demo")).cluster().settings())
            .extracting(ClusterSetting::value)
            .containsExactly("enhanced");
    }

    private String effective(SettingName name) {
        return this.ecs.listAccountSettings((request) -> request.name(name).effectiveSettings(true))
            .settings()
            .get(0)
            .value();
    }

}
