package dev.shipshape.cleanup.plans;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.cost.Billable;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Plans and their runs: order, failures, deaths, two copies, what is left. */
class RunsTests extends FleetTest {

    @Test
    void everythingGoesInAnOrderThatWorksAndTheReceiptSaysSo() {
        demo();
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(this.fleet.story).containsExactly("remove web", "gone web", "remove task1", "gone task1",
                "remove demo", "gone demo", "remove web:1", "gone web:1", "remove execution", "gone execution");
        assertThat(this.ledger.count()).isZero();
        assertThat(page(id)).hasStatusOk()
            .bodyText()
            .contains("RECEIPT", "Gone: 5", ">Nothing billable is left<", "in the name of grace");
        assertThat(this.database
            .queryForObject("select count(*) from action where verb = 'DELETE' and person = 'grace'", Integer.class))
            .isEqualTo(5);
    }

    @Test
    void aStepWaitsUntilWhatGoesFirstIsConfirmedGone() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        this.clock.advance(Duration.ofSeconds(60));
        this.runs.round(id);
        assertThat(this.fleet.story).containsExactly("remove web");
        assertThat(states(id)).containsEntry("web", State.BEGUN).containsEntry("demo", State.WAITING);
        assertThat(page(id)).bodyText().contains("Deleting", "After service web.", "Stop after the current step");
        this.fleet.slow.clear();
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
    }

    @Test
    void oneFailureLeavesTheIndependentGoOnAndIsTriedAgain() {
        demo();
        this.acting.as(new Who("ada", null), () -> {
            this.fleet.made(this.sandbox, "fleet-cluster", "second", "");
            this.fleet.made(this.sandbox, "fleet-task", "task2", "second");
        });
        this.fleet.refusals.put("web",
                new ArrayList<>(List.of(Fleet.problem(HttpStatus.UNPROCESSABLE_CONTENT, "AccessDeniedException"))));
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(states(id)).containsEntry("web", State.FAILED)
            .containsEntry("demo", State.BLOCKED)
            .containsEntry("task2", State.DONE)
            .containsEntry("second", State.DONE);
        assertThat(page(id)).bodyText()
            .contains("AccessDeniedException", "Still there: service web", "Try again what is not gone",
                    "Not all was confirmed gone")
            .doesNotContain("Nothing billable is left");
        assertThat(this.mvc.get().uri("/cleanup").with(ADA)).bodyText()
            .contains("Could not be removed", "AccessDeniedException");
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/runs")
            .with(ADA)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus3xxRedirection();
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(this.fleet.story.stream().filter("remove task2"::equals)).as("only what failed").hasSize(1);
    }

    @Test
    void whatIsNotYetPossibleIsTriedAgain() {
        demo();
        Problem notYet = Fleet.problem(HttpStatus.UNPROCESSABLE_CONTENT, "UpdateInProgressException");
        Problem noAnswer = Fleet.problem(HttpStatus.BAD_GATEWAY, "ServerException");
        this.fleet.refusals.put("demo", new ArrayList<>(List.of(notYet, noAnswer, notYet)));
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
    }

    @Test
    void tryingAgainHasAnEnd() {
        demo();
        List<Problem> forever = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            forever.add(Fleet.problem(HttpStatus.BAD_GATEWAY, "ServerException"));
        }
        this.fleet.refusals.put("demo", forever);
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(states(id)).containsEntry("demo", State.FAILED).containsEntry("web:1", State.DONE);
        assertThat(forever).hasSizeGreaterThan(80);
    }

    @Test
    void whatAwsNeverFinishesFailsAfterFifteenMinutes() {
        demo();
        this.fleet.slow.add("demo");
        String id = confirmed(EVERYTHING);
        finish(id);
        assertThat(states(id)).containsEntry("demo", State.FAILED);
        assertThat(page(id)).bodyText().contains("has not finished it within 15 minutes");
    }

    @Test
    void aRunGoesOnInTheNextProcessAfterADeathInTheMiddle() {
        demo();
        this.fleet.deadly.add("task1");
        String id = confirmed(EVERYTHING);
        assertThatExceptionOfType(Throwable.class).isThrownBy(() -> this.runs.round(id));
        assertThat(states(id)).containsEntry("web", State.DONE).containsEntry("task1", State.BEGUN);
        Runs next = this.beans.createBean(Runs.class);
        try {
            next.tick();
            assertThat(next.isBusy()).as("the dead process's lease has not run out").isFalse();
            this.clock.advance(Duration.ofSeconds(11));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (this.plans.named(id).getState() == Plan.State.RUNNING && System.nanoTime() < deadline) {
                next.tick();
                Thread.onSpinWait();
            }
        }
        finally {
            next.close();
        }
        assertThat(states(id).values()).containsOnly(State.DONE);
        assertThat(this.fleet.story.stream().filter("remove web"::equals)).hasSize(1);
    }

    @Test
    void twoCopiesNeverRunOnePlan() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        Runs other = this.beans.createBean(Runs.class);
        try {
            this.clock.advance(Duration.ofSeconds(5));
            this.fleet.slow.clear();
            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> other.round(id));
            assertThat(states(id)).containsEntry("web", State.BEGUN);
        }
        finally {
            other.close();
        }
    }

    @Test
    void aNewcomerThatTookTheNameIsNotTouched() {
        demo();
        String id = confirmed(EVERYTHING);
        this.fleet.replace(named("web"), Instant.parse("2026-11-23T09:59:00Z"));
        finish(id);
        assertThat(this.fleet.stands("web")).isTrue();
        assertThat(this.fleet.story).doesNotContain("remove web");
        assertThat(states(id)).containsEntry("web", State.DONE);
        assertThat(page(id)).bodyText().contains("Nothing billable is left");
    }

    @Test
    void cancellingBeginsNothingNewAndWatchesWhatWasBegun() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/cancellations")
            .with(ADA)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus3xxRedirection();
        this.fleet.slow.clear();
        this.clock.advance(Duration.ofSeconds(60));
        finish(id);
        assertThat(states(id)).containsEntry("web", State.DONE).containsEntry("demo", State.CANCELLED);
        assertThat(this.plans.named(id).getClearAt()).isNull();
        assertThat(page(id)).bodyText().contains("The run was cancelled before its turn.");
    }

    @Test
    void whatWasMadeByHandInAClusterIsFoundAndGoesWithIt() {
        demo();
        this.fleet.byHand("fleet-task", "stranger", "demo");
        assertThat(this.mvc.post().uri("/cleanup/sweeps").with(ADA).with(SecurityMockMvcRequestPostProcessors.csrf()))
            .hasRedirectedUrl("/cleanup/found");
        assertThat(this.mvc.get().uri("/cleanup/found").with(ADA)).bodyText().contains("stranger", "found");
        String id = this.plans.make(Scope.of("sandbox", "demo", null));
        assertThat(page(id)).bodyText()
            .contains("stranger", "was not made here", "2 resources that await clean-up: outside")
            .doesNotContain("execution");
        this.plans.run(id, "demo");
        finish(id);
        assertThat(this.fleet.stands("stranger")).isFalse();
        assertThat(this.fleet.stands("execution")).isTrue();
    }

    @Test
    void whatIsChosenAloneGoes() {
        demo();
        String entry = this.ledger.standing()
            .stream()
            .filter((known) -> known.resource().name().equals("task1"))
            .findFirst()
            .orElseThrow()
            .getId();
        String id = this.plans.make(Scope.of(null, null, List.of(entry)));
        assertThat(this.plans.named(id).getConfirmation()).isEqualTo("task1");
        this.plans.run(id, "task1");
        finish(id);
        assertThat(this.fleet.story).containsExactly("remove task1", "gone task1");
        assertThat(page(id)).bodyText().contains(">Nothing billable is left of the task task1 on sandbox<");
    }

    @Test
    void aReceiptSaysOfWhatNothingBillableIsLeft() {
        demo();
        String cluster = confirmed(Scope.of("sandbox", "demo", null));
        finish(cluster);
        assertThat(page(cluster)).bodyText().contains(">Nothing billable is left of the cluster demo on sandbox<");
        String connection = confirmed(Scope.of("sandbox", null, null));
        finish(connection);
        assertThat(page(connection)).bodyText().contains(">Nothing billable is left on sandbox<");
    }

    @Test
    void pricesThatHaveNoDateAreSaidToHaveNone() {
        demo();
        this.database.update("update ledger_entry set facts = ? where name = 'task1'",
                Resource.written(Billable.fargate("us-east-1", 256, 512, "ARM64", false, false, 1).facts()));
        assertThat(this.mvc.get().uri("/cleanup").with(ADA)).bodyText()
            .contains("prices of unknown date")
            .doesNotContain("undated");
    }

    @Test
    void aWrongConfirmationKeepsWhatWasTyped() {
        demo();
        String id = this.plans.make(EVERYTHING);
        assertThat(page(id)).bodyText().contains("remove everything", "frees $0.0173/h", "Not confirmed");
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/runs")
            .param("confirmation", "remove evrything")
            .with(ADA)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus(422)
            .bodyText()
            .contains("value=\"remove evrything\"", "to confirm");
        assertThat(this.plans.named(id).getState()).isEqualTo(Plan.State.PLANNED);
        assertThat(this.fleet.story).isEmpty();
    }

    @Test
    void aViewerLooksAndChangesNothing() {
        demo();
        String id = this.plans.make(EVERYTHING);
        RequestPostProcessor viewer = SecurityMockMvcRequestPostProcessors
            .authentication(new TestingAuthenticationToken("vera", null, "ROLE_VIEWER"));
        assertThat(this.mvc.get().uri("/cleanup/plans/" + id).with(viewer)).hasStatusOk()
            .bodyText()
            .doesNotContain("name=\"confirmation\"");
        assertThat(this.mvc.get().uri("/cleanup").with(viewer)).hasStatusOk()
            .bodyText()
            .contains("demo")
            .doesNotContain("Plan to remove", "Nothing here fits the filter");
        assertThat(this.mvc.get().uri("/cleanup?q=nowhere").with(viewer)).bodyText()
            .contains("Nothing here fits the filter");
        assertThat(this.mvc.post()
            .uri("/cleanup/plans/" + id + "/runs")
            .param("confirmation", "remove everything")
            .with(viewer)
            .with(SecurityMockMvcRequestPostProcessors.csrf())).hasStatus(403);
    }

    @Test
    void nothingIsClearWhileSomethingBillableIsLeft() {
        demo();
        String id = confirmed(EVERYTHING);
        this.acting.as(new Who("ada", null), () -> this.fleet.made(this.sandbox, "fleet-task", "late", "demo"));
        this.fleet.slow.add("late");
        finish(id);
        assertThat(page(id)).bodyText().contains("task late on sandbox").doesNotContain("Nothing billable is left");
    }

}
