package dev.shipshape.localaws.engine.simulated;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;

import static org.assertj.core.api.Assertions.assertThat;

class BehaviourTests {

    @Test
    void serversRunForEver() {
        for (String script : new String[] { "nginx -g 'daemon off;'", "while true; do date; sleep 1; done",
                "echo hello && exec java -jar app.jar", "sleep infinity", "sleep 5; python -m http.server" }) {
            assertThat(Behaviour.ofScript(script).seconds()).as(script).isNull();
        }
    }

    @Test
    void commandsThatEndSayWhenAndHow() {
        assertEnd("true", 0, 0);
        assertEnd("false", 0, 1);
        assertEnd("exit 3", 0, 3);
        assertEnd("sleep 5", 5, 0);
        assertEnd("sleep 2m && exit 7", 120, 7);
        assertEnd("run-migrations; exit 4", 0, 4);
        assertEnd("false; exit", 0, 1);
        assertEnd("exit 256", 0, 0);
    }

    @Test
    void echoedTextIsWritten() {
        assertThat(Behaviour.ofScript("echo 'one; two' && echo three && sleep 1").lines()).containsExactly("one; two",
                "three");
    }

    @Test
    void aShellIsOpenedAndAnOverrideWins() {
        ContainerDefinition definition = ContainerDefinition.builder()
            .entryPoint("/bin/sh", "-ec")
            .command("sleep 3 && exit 2")
            .build();
        assertThat(Behaviour.of(definition, null)).extracting(Behaviour::seconds, Behaviour::exitCode)
            .containsExactly(3, 2);
        ContainerOverride override = ContainerOverride.builder().command("exit 9").build();
        assertThat(Behaviour.of(definition, override).exitCode()).isEqualTo(9);
    }

    @Test
    void withoutACommandTheImagesOwnServerRuns() {
        assertThat(Behaviour.of(ContainerDefinition.builder().build(), null).seconds()).isNull();
    }

    private static void assertEnd(String script, int seconds, int exitCode) {
        assertThat(Behaviour.ofScript(script)).as(script)
            .extracting(Behaviour::seconds, Behaviour::exitCode)
            .containsExactly(seconds, exitCode);
    }

}
