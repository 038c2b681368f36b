package dev.shipshape.tasks.explain;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StopReasonTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | ended with an error of its own
            126 | cannot be executed
            127 | is not in the image
            137 | was killed
            139 | segmentation fault
            143 | told to
            255 | exit code 255
            42 | exit code 42
            130 | exit code 130
            """)
    void exitCodesAreExplained(int code, String words) {
        StopReason reason = StopReason.of("EssentialContainerExited", "Essential container in task exited",
                List.of(ended(code, "")));
        assertThat(reason.what()).contains("“web”", words);
        assertThat(reason.raw()).contains("EssentialContainerExited: Essential container in task exited",
                "web: exit code " + code);
    }

    @Test
    void memoryIsToldFromAKill() {
        assertThat(StopReason
            .of("EssentialContainerExited", "Essential container in task exited",
                    List.of(ended(137, "OutOfMemoryError: Container killed due to memory usage")))
            .what()).contains("more memory than it may");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.us-east-1.amazonaws.com/web:9: 123456789012.dkr.ecr.us-east-1.amazonaws.com/web:9: not found | “123456789012.dkr.ecr.us-east-1.amazonaws.com/web:9” could not be found
                    CannotPullContainerError: Error response from daemon: pull access denied for x, AccessDeniedException | may not pull
                    CannotPullContainerError: ref pull has been retried 5 time(s): dial tcp 52.1.2.3:443: i/o timeout | could not be reached
                    CannotPullContainerError: toomanyrequests: You have reached your pull rate limit | asked too often
                    CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64' | not there for the processor
                    ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed | secrets or its access to the registry
                    ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: The specified log group does not exist | log group could not be used
                    ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes | volume could not be mounted
                    exec /app: exec format error | another processor
                    CannotStartContainerError: exec: "serve": executable file not found in $PATH | not in the image
                    """)
    void whatKeepsATaskFromStartingIsExplained(String raw, String words) {
        StopReason reason = StopReason.of("TaskFailedToStart", raw, List.of(ended(null, "")));
        assertThat(reason.what()).contains(words);
        assertThat(reason.advice()).isNotEmpty();
        assertThat(reason.raw()).containsExactly("TaskFailedToStart: " + raw);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    SpotInterruption | Your Spot Task was interrupted. | took the Spot capacity back
                    TerminationNotice | Amazon ECS is draining | taken out of use
                    UserInitiated | Task stopped by user | on request
                    ServiceSchedulerInitiated | Scaling activity initiated by (deployment ecs-svc/1) | scaled in, deployed anew or deleted
                    ServiceSchedulerInitiated | Task failed ELB health checks in (target-group x) | load balancer's health check failed
                    ServiceSchedulerInitiated | Task failed container health checks | own health check failed
                    TaskFailedToStart | something new | could not be started
                    """)
    void whoeverStoppedItIsNamed(String code, String raw, String words) {
        assertThat(StopReason.of(code, raw, List.of(ended(137, ""))).what()).as(code).contains(words);
    }

    @Test
    void aJobThatDidItsWorkNeedsNoAdvice() {
        StopReason reason = StopReason.of("EssentialContainerExited", "Essential container in task exited",
                List.of(ended(0, "")));
        assertThat(reason.what()).contains("without an error");
        assertThat(reason.advice()).isEmpty();
    }

    @Test
    void whatAwsDoesNotSayIsNotInvented() {
        assertThat(StopReason.of("", "", List.of()).what()).isEqualTo("It stopped, and AWS does not say why.");
    }

    @ParameterizedTest
    @CsvSource({ "RESOURCE:MEMORY,enough memory left", "RESOURCE:CPU,enough CPU left", "RESOURCE:ENI,network interface",
            "AGENT,agent", "Capacity is unavailable at this time,no such capacity", "SOMETHING:NEW,SOMETHING:NEW" })
    void whatWasNotStartedIsExplained(String reason, String words) {
        assertThat(RunFailure.explain(reason, "")).contains(words);
        assertThat(RunFailure.explain(reason, "more")).endsWith("AWS adds: more");
    }

    private static Ended ended(@Nullable Integer code, String reason) {
        return new Ended("web", "web:1", code, reason);
    }

}
