package dev.shipshape.accounts;

import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Accounts whose password is their name may exist only where nothing can be harmed. */
class DemonstrationAccountsTests {

    private final ApplicationContextRunner sandboxAlone = new ApplicationContextRunner()
        .withInitializer((context) -> context.getBeanFactory().setConversionService(new ApplicationConversionService()))
        .withUserConfiguration(Room.class)
        .withPropertyValues("server.address=127.0.0.1", "shipshape.localaws.enabled=true",
                "shipshape.localaws.engine=simulated");

    @Test
    void theyExistOnLoopbackWithTheSandboxAlone() {
        this.sandboxAlone.run((context) -> {
            DemonstrationAccounts accounts = context.getBean(DemonstrationAccounts.class);
            assertThat(accounts.mayExist()).isTrue();
            assertThat(accounts.offered(new MockHttpServletRequest())).extracting("name")
                .containsExactly("operator", "viewer", "admin");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "server.address=0.0.0.0", "server.address=", "shipshape.localaws.enabled=false",
            "shipshape.localaws.engine=containers", "shipshape.connections.team.region=eu-west-1",
            "server.forward-headers-strategy=framework", "server.forward-headers-strategy=native" })
    void theyDoNotExistWhereSomethingCouldBeHarmed(String setting) {
        this.sandboxAlone.withPropertyValues(setting).run((context) -> {
            DemonstrationAccounts accounts = context.getBean(DemonstrationAccounts.class);
            assertThat(accounts.mayExist()).isFalse();
            assertThat(accounts.offered(new MockHttpServletRequest())).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via" })
    void aRequestThroughAProxyFindsNone(String header) {
        this.sandboxAlone.run((context) -> {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.addHeader(header, "203.0.113.7");
            assertThat(context.getBean(DemonstrationAccounts.class).offered(request)).isEmpty();
        });
    }

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("dev.shipshape.aws")
    @Import({ Connections.class, DemonstrationAccounts.class })
    static class Room {

    }

}
