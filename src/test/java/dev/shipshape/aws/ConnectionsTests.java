package dev.shipshape.aws;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which connections there can be. */
class ConnectionsTests {

    private final ApplicationContextRunner room = new ApplicationContextRunner().withUserConfiguration(Room.class);

    @Test
    void theSandboxStandsFirstThenTheOthersByName() {
        this.room
            .withPropertyValues("shipshape.localaws.url=http://127.0.0.1:4566",
                    "shipshape.connections.prod-eu.region=eu-west-2", "shipshape.connections.prod-eu.profile=team",
                    "shipshape.connections.alpha.endpoint=https://aws.example")
            .run((context) -> {
                Connections connections = context.getBean(Connections.class);
                assertThat(connections.all()).extracting("name").containsExactly("sandbox", "alpha", "prod-eu");
                assertThat(connections.onlySandbox()).isFalse();
                assertThat(connections.named("prod-eu").cliFlags()).isEqualTo(" --region eu-west-2 --profile team");
                assertThat(connections.shown("nowhere")).map(Connection::name).contains("sandbox");
            });
    }

    @ParameterizedTest
    @ValueSource(strings = { "cleanup", "activity", "labs", "learn", "settings", "search", "help", "connections",
            "account", "theme", "login", "logout", "error", "actuator", "webjars", "css", "js", "api", "sandbox",
            "Upper", "under_score", "a-name-of-more-than-forty-characters-is-long" })
    void namesThatCollideOrDoNotSuitAnAddressAreRefused(String name) {
        this.room.withPropertyValues("shipshape.connections." + name + ".region=eu-west-2")
            .run((context) -> assertThat(context.getStartupFailure()).rootCause()
                .isInstanceOf(WrongConnection.class)
                .hasMessage("The connection name “" + name + "” cannot be used."));
    }

    @ParameterizedTest
    @CsvSource({ "endpoint,localhost:4566,is no web address", "endpoint,ftp://aws.example,is no web address",
            "endpoint,/aws,is no web address", "region,' ',has no region" })
    void settingsThatCannotWorkAreRefused(String setting, String value, String sentence) {
        this.room.withPropertyValues("shipshape.connections.prod." + setting + "=" + value)
            .run((context) -> assertThat(context.getStartupFailure()).rootCause()
                .isInstanceOf(WrongConnection.class)
                .hasMessageContaining("“prod”")
                .hasMessageContaining(sentence));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theStartEndsWithASentenceThatSaysWhatToDo(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Room.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatExceptionOfType(RuntimeException.class)
            .isThrownBy(() -> application.run("--shipshape.connections.cleanup.region=eu-west-2"));
        assertThat(output)
            .contains("The connection name “cleanup” cannot be used.", "Rename shipshape.connections.cleanup:",
                    "a-z, 0-9 and -")
            .doesNotContain("\tat ");
    }

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("dev.shipshape.aws")
    @Import(Connections.class)
    static class Room {

    }

}
