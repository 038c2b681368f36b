package dev.shipshape.localaws.ecr;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Every operation of the SDK's model of ECR is there. */
class AllOperationsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    @Test
    void theEndpointHasWhatTheModelHas() {
        Set<String> model = Stream.of(EcrClient.class.getMethods())
            .filter((method) -> method.getParameterCount() == 1
                    && EcrRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
            .filter((method) -> !method.getName().endsWith("Paginator"))
            .map(Method::getName)
            .map((name) -> "ecr:" + Character.toUpperCase(name.charAt(0)) + name.substring(1))
            .collect(Collectors.toCollection(TreeSet::new));
        assertThat(model).hasSizeGreaterThan(50);
        assertThat(aws.operations()).containsAll(model);
    }

}
