package dev.shipshape.cleanup.plans;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;

import dev.shipshape.FaultyEndpoint.Fault;
import dev.shipshape.cleanup.plans.Step.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** AWS refuses, throttles, fails in part, loses a reply, or never finishes. */
class RefusalFaultsTests extends FaultsTest {

    private static final String DENIED = "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: ";

    @BeforeEach
    void demo() {
        this.workplace.cluster();
        this.workplace.web();
        this.workplace.service("api");
        this.workplace.service("shop");
        this.clients.ecr(this.byHand).createRepository((request) -> request.repositoryName("web"));
    }

    @Test
    void whatIsThrottledForEverIsTriedSevenTimesAndTheOthersGoOn() {
        this.aws.always("DeleteService", Fault.THROTTLED.where("\"api\""));
        String id = confirmed(SANDBOX);
        finish(id);
        assertThat(states(id)).containsEntry("service api", State.FAILED)
            .containsEntry("service shop", State.DONE)
            .containsEntry("cluster demo", State.BLOCKED);
        assertThat(this.aws.calls("DeleteService")).as("seven tries of three attempts, and the other service")
            .isEqualTo(22);
        assertThat(planPage(id)).contains("AWS is being asked too often just now. (ThrottlingException)",
                "Still there: service api.", "Try again what is not gone", "Not all was confirmed gone");
    }

    @Test
    void aFailureOfTheFourthStepBlocksItsDependantsAndTryingAgainRepeatsOnlyWhatFailed() {
        this.workplace.service("third");
        this.workplace.service("fourth");
        this.workplace.web2();
        this.clients.logs(this.byHand).createLogGroup((request) -> request.logGroupName("/ecs/other"));
        String refusal = DENIED + "ecs:DeleteService";
        this.aws.always("DeleteService", Fault.refused("AccessDeniedException", refusal).where("\"third\""));
        String id = confirmed(SANDBOX);
        assertThat(this.plans.steps(id)).hasSizeGreaterThanOrEqualTo(9);
        finish(id);
        assertThat(this.aws.changes()).containsExactly("DeleteService", "DeleteService", "DeleteService",
                "DeleteService");
        assertThat(states(id).values()).containsOnly(State.DONE, State.FAILED, State.BLOCKED);
        assertThat(planPage(id)).contains("Still there: service third.", refusal);
        this.aws.reset();
        tryAgain(id);
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(turns()).containsExactly("DeleteService", "DeleteCluster", "DeregisterTaskDefinition",
                "DeleteTaskDefinitions", "DeleteRepository", "DeleteLogGroup");
        assertThat(this.aws.calls("DeleteService")).isEqualTo(1);
        assertThat(planPage(id)).contains("Nothing billable is left on sandbox");
    }

    @Test
    void whatIsDeniedIsNamedInTheSweepThePlanAndTheStep() {
        String look = DENIED + "logs:DescribeLogGroups";
        this.aws.always("DescribeLogGroups", Fault.refused("AccessDeniedException", look));
        this.aws.always("DeleteCluster", Fault.refused("AccessDeniedException", DENIED + "ecs:DeleteCluster"));
        String id = confirmed(SANDBOX);
        assertThat(page("/cleanup/found"))
            .contains("Could not be looked into: Log groups: AWS does not allow logs:DescribeLogGroups here.", look);
        assertThat(planPage(id)).contains(
                "What stands on sandbox in us-east-1: Log groups: AWS does not allow logs:DescribeLogGroups here.",
                look);
        finish(id);
        assertThat(this.aws.calls("DeleteCluster")).as("no second try").isEqualTo(1);
        assertThat(note(id, "cluster demo")).contains("AWS does not allow ecs:DeleteCluster here.");
        assertThat(planPage(id)).contains(DENIED + "ecs:DeleteCluster", "Not asked: What stands on sandbox")
            .doesNotContain("Nothing billable is left");
    }

    @Test
    void expiredCredentialsEndTheRunWithWords() {
        String id = confirmed(SANDBOX);
        for (String operation : new String[] { "DescribeServices", "DescribeClusters", "DescribeTaskDefinition",
                "DescribeRepositories", "DescribeLogGroups", "ListClusters" }) {
            this.aws.always(operation,
                    Fault.refused("ExpiredTokenException", "The security token included in the request is expired"));
        }
        finish(id);
        assertThat(this.aws.changes()).isEmpty();
        assertThat(states(id)).containsEntry("service api", State.FAILED).doesNotContainValue(State.DONE);
        assertThat(planPage(id)).contains("The AWS credentials of this connection have expired.",
                "ExpiredTokenException", "Sign in to AWS again where Shipshape runs", "Not all was confirmed gone");
    }

    @Test
    void aServiceThatDrainsForEverHasFailedAfterFifteenMinutes() {
        String id = confirmed(SANDBOX);
        this.aws.always("DeleteService", Fault.answering("{\"service\":{\"status\":\"DRAINING\"}}").where("\"api\""));
        this.runs.round(id);
        this.clock.advance(Duration.ofMinutes(14));
        this.runs.round(id);
        assertThat(states(id)).containsEntry("service api", State.BEGUN).containsEntry("cluster demo", State.WAITING);
        assertThat(planPage(id)).contains("After service api.");
        this.clock.advance(Duration.ofMinutes(2));
        finish(id);
        assertThat(states(id)).containsEntry("service api", State.FAILED).containsEntry("cluster demo", State.BLOCKED);
        assertThat(this.aws.changes()).containsOnly("DeleteService").hasSize(2);
        assertThat(planPage(id)).contains("AWS accepted it and has not finished it within 15 minutes.",
                "service api on sandbox");
    }

    @Test
    void failuresWithHttp200AreNoSuccess() {
        this.control
            .fault(Map.of("operation", "ecs:DeleteTaskDefinitions", "kind", "failures", "reason", "CLIENT_EXCEPTION"));
        String id = confirmed(SANDBOX);
        finish(id);
        assertThat(states(id)).containsEntry("task-definition web:1", State.FAILED);
        assertThat(planPage(id)).contains("AWS deletes none of them: web:1: CLIENT_EXCEPTION",
                "task definition web:1 on sandbox");
    }

    @Test
    void aDescriptionThatFailedWithHttp200IsNotGone() {
        String id = confirmed(SANDBOX);
        this.control.fault(Map.of("operation", "ecs:DescribeServices", "kind", "failures", "reason", "INTERNAL"));
        finish(id);
        assertThat(this.aws.changes()).isEmpty();
        assertThat(states(id)).containsEntry("service api", State.FAILED)
            .doesNotContainEntry("cluster demo", State.DONE);
        assertThat(planPage(id)).contains("AWS told nothing about api: INTERNAL.").doesNotContain("billable is left");
    }

    @Test
    void aLostReplyIsSettledAndNotDoubled() {
        String id = confirmed(SANDBOX);
        this.aws.next("DeleteCluster", Collections.nCopies(3, Fault.REPLY_LOST).toArray(Fault[]::new));
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(this.aws.changes().stream().filter("DeleteCluster"::equals)).as("attempts of one call").hasSize(3);
        assertThat(planPage(id)).contains("Nothing billable is left on sandbox");
    }

}
