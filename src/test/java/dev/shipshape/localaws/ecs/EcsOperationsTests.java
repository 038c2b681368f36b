package dev.shipshape.localaws.ecs;

import java.util.Arrays;
import java.util.List;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** The operations of the ECS model, as the SDK has them. */
class EcsOperationsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    @Test
    void everyOperationOfTheSdkIsAnswered() {
        List<String> operations = Arrays.stream(EcsClient.class.getMethods())
            .filter((method) -> method.getParameterCount() == 1
                    && EcsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                    && !method.getName().endsWith("Paginator"))
            .map((method) -> "ecs:" + Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1))
            .distinct()
            .toList();
        assertThat(operations).hasSizeGreaterThan(60);
        assertThat(aws.operations()).containsAll(operations);
    }

}
