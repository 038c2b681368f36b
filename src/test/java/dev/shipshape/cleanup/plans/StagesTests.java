package dev.shipshape.cleanup.plans;

import java.time.Duration;
import java.util.List;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.spi.Attribution.Who;
import dev.shipshape.cleanup.plans.Plan.Purpose;
import dev.shipshape.cleanup.plans.Step.State;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The stages of a clean-up beside removing: stopping charges, bringing back, times of
 * grace, what is kept or extended meanwhile, a world that changes, and what expires by
 * itself.
 */
class StagesTests extends FleetTest {

    @Autowired
    AutomaticRemoval automatic;

    private MvcTestResult post(String address, String... form) {
        var request = this.mvc.post().uri(address).with(ADA).with(SecurityMockMvcRequestPostProcessors.csrf());
        for (int field = 0; field < form.length; field += 2) {
            request.param(form[field], form[field + 1]);
        }
        return request.exchange();
    }

    private void keep(String name) {
        this.ledger.keep(entry(name).getId(), "grace", "needed for the talk", START.plus(Duration.ofDays(2)));
    }

    @Test
    void whatHasComeOrGoneSinceThePlanWasMadeIsSaidAndAskedForAgain() {
        demo();
        String id = this.plans.make(EVERYTHING);
        this.clock.advance(Duration.ofMinutes(1));
        this.fleet.byHand("fleet-task", "late", "demo");
        this.fleet.vanish("task1");
        this.fleet.replace(named("web"), START.minus(Duration.ofMinutes(1)));
        assertThat(post("/cleanup/plans/" + id + "/runs", "confirmation", "remove everything")).hasStatus(422)
            .bodyText()
            .contains("Something has changed", "task late has come since.", "task task1 is gone, or is kept now.",
                    "service web is another one of the same name, made since.", "Type <code>remove everything</code>");
        assertThat(this.fleet.story).isEmpty();
        assertThat(this.plans.named(id).getState()).isEqualTo(Plan.State.PLANNED);
        assertThat(post("/cleanup/plans/" + id + "/runs", "confirmation", "remove everything"))
            .hasRedirectedUrl("/cleanup/plans/" + id);
        finish(id);
        assertThat(this.fleet.stands("late")).isFalse();
    }

    @Test
    void whatIsKeptStaysWithItsReasonAndSoDoesItsCluster() {
        demo();
        keep("web");
        String id = confirmed(EVERYTHING);
        assertThat(page(id)).bodyText()
            .contains("kept by grace until 25 Nov 2026", "needed for the talk", "cluster demo on sandbox",
                    "service web in it is kept.");
        finish(id);
        assertThat(this.fleet.story).contains("gone task1").doesNotContain("remove web", "remove demo");
        assertThat(this.plans.named(id).getLeft()).contains("service web on sandbox, kept by grace");
    }

    @Test
    void whatIsKeptBetweenConfirmingAndItsTurnIsLeftAlone() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        keep("execution");
        this.fleet.slow.clear();
        finish(id);
        assertThat(states(id)).containsEntry("execution", State.SKIPPED).containsEntry("demo", State.DONE);
        assertThat(this.fleet.story).doesNotContain("remove execution");
        assertThat(page(id)).bodyText().contains("Left alone", "Kept by grace until");
    }

    @Test
    void keepingEndsByItself() {
        demo();
        keep("web");
        assertThat(entry("web").getState()).isEqualTo(LedgerEntry.State.KEPT);
        this.clock.to(START.plus(Duration.ofDays(3)));
        this.ledger.endKeeping();
        assertThat(entry("web").getState()).isEqualTo(LedgerEntry.State.AWAITING);
    }

    @Test
    void whatIsBeingRemovedCanNeitherBeKeptNorExtended() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> keep("web"))
            .withMessageContaining("is being removed already");
        assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> this.ledger.expire(entry("web").getId(), START.plus(Duration.ofDays(9))));
    }

    @Test
    void chargesStopAndComeBack() {
        demo();
        assertThat(post("/cleanup/plans", "purpose", "STOP")).hasStatus3xxRedirection();
        String id = this.plans.make(EVERYTHING, Purpose.STOP);
        assertThat(page(id)).bodyText().contains("Stop the charges of everything", "removes none", "Scaled to 0");
        this.plans.run(id, "");
        finish(id);
        assertThat(this.fleet.story).containsExactly("stop web");
        assertThat(page(id)).bodyText().contains("Bring it back", "Stopped: 1");
        String back = this.plans.bringBack(id);
        finish(back);
        assertThat(this.fleet.story).containsExactly("stop web", "bring back web as web was");
        assertThat(page(back)).bodyText().contains("Bring back everything", "Back: 1");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> this.plans.bringBack(id));
    }

    @Test
    void whatIsStartedAgainIsNotStartedTwiceThoughTheProcessDies() {
        demo();
        String id = this.plans.make(EVERYTHING, Purpose.STOP);
        this.plans.run(id, "");
        finish(id);
        this.fleet.lostStarts.add("web");
        String back = this.plans.bringBack(id);
        assertThatExceptionOfType(Fleet.Death.class).isThrownBy(() -> this.runs.round(back));
        this.clock.advance(Duration.ofSeconds(20));
        finish(back);
        assertThat(this.fleet.marks).hasSize(1);
        assertThat(states(back)).containsEntry("web", State.DONE);
    }

    @Test
    void aRemovalWaitsBehindStoppedChargesForItsTimeOfGrace() {
        demo();
        String id = this.plans.make(EVERYTHING);
        assertThat(post("/cleanup/plans/" + id + "/runs", "confirmation", "remove everything", "grace", "PT24H"))
            .hasStatus3xxRedirection();
        String stop = String.valueOf(this.plans.named(id).getBehind());
        finish(stop);
        assertThat(this.fleet.story).containsExactly("stop web");
        assertThat(page(id)).bodyText().contains("The removal begins", "Call the removal off");
        this.runs.tick();
        assertThat(this.plans.named(id).getState()).isEqualTo(Plan.State.WAITING);
        this.clock.advance(Duration.ofHours(25));
        this.runs.beginDue(id);
        finish(id);
        assertThat(this.fleet.story).contains("remove web", "gone execution");
        assertThat(this.ledger.count()).isZero();
    }

    @Test
    void bringingBackCallsTheWaitingRemovalOff() {
        demo();
        String id = this.plans.make(EVERYTHING);
        this.plans.run(id, "remove everything", Duration.ofHours(24));
        String stop = String.valueOf(this.plans.named(id).getBehind());
        finish(stop);
        finish(this.plans.bringBack(stop));
        assertThat(this.plans.named(id).getState()).isEqualTo(Plan.State.PLANNED);
        this.clock.advance(Duration.ofHours(25));
        this.runs.beginDue(id);
        assertThat(this.plans.named(id).getState()).isEqualTo(Plan.State.PLANNED);
        assertThat(this.fleet.stands("web")).isTrue();
    }

    @Test
    void whatExpiredGoesByItselfWhereThatIsTurnedOnAndAnnounced() {
        demo();
        for (String name : List.of("task1", "web:1")) {
            this.ledger.expire(entry(name).getId(), START.minus(Duration.ofMinutes(1)));
        }
        this.automatic.removeExpired();
        assertThat(this.plans.latest()).isEmpty();
        this.fleet.automatic.add("task1");
        this.automatic.removeExpired();
        Plan plan = this.plans.latest().get(0);
        finish(plan.getId());
        assertThat(this.fleet.story).containsExactly("remove task1", "gone task1");
        assertThat(page(plan.getId())).bodyText().contains("made by Shipshape, because it expired");
    }

    @Test
    void anExtensionThatRacesTheExpiryWins() {
        demo();
        this.ledger.expire(entry("task1").getId(), START.minus(Duration.ofMinutes(1)));
        this.fleet.automatic.add("task1");
        this.automatic.removeExpired();
        Plan plan = this.plans.latest().get(0);
        this.ledger.expire(entry("task1").getId(), START.plus(Duration.ofHours(1)));
        finish(plan.getId());
        assertThat(this.fleet.story).isEmpty();
        assertThat(states(plan.getId())).containsEntry("task1", State.SKIPPED);
        assertThat(entry("task1").getState()).isEqualTo(LedgerEntry.State.AWAITING);
    }

    @Test
    void aClockThatMovesBackStopsNoRun() {
        demo();
        this.fleet.slow.add("web");
        String id = confirmed(EVERYTHING);
        this.runs.round(id);
        this.clock.to(START.minus(Duration.ofHours(5)));
        this.fleet.slow.clear();
        finish(id);
        assertThat(states(id).values()).containsOnly(State.DONE);
    }

    @Test
    void aPlanIsOfOnePersonOrOneLab() {
        demo();
        this.acting.as(new Who("bob", "ecs-1"), () -> this.fleet.made(this.sandbox, "fleet-task", "bobs", "demo"));
        String person = this.plans.make(Scope.ofPerson("bob"));
        assertThat(this.plans.named(person).getConfirmation()).isEqualTo("bob");
        assertThat(states(person)).containsOnlyKeys("bobs");
        String lab = this.plans.make(Scope.ofLab("ecs-1"));
        assertThat(page(lab)).bodyText().contains("Remove all of lab ecs-1");
        this.plans.run(lab, "ecs-1");
        finish(lab);
        assertThat(this.fleet.story).containsExactly("remove bobs", "gone bobs");
        assertThat(page(lab)).bodyText().contains("Nothing billable is left of lab ecs-1");
    }

    @Test
    void aReceiptIsKeptAsCsvAndJson() {
        demo();
        String id = confirmed(EVERYTHING);
        assertThat(this.mvc.get().uri("/cleanup/plans/" + id + "/receipt.csv").with(ADA)).hasStatus(404);
        finish(id);
        assertThat(this.mvc.get().uri("/cleanup/plans/" + id + "/receipt.csv").with(ADA)).hasStatusOk()
            .bodyText()
            .startsWith("\"kind\",\"name\"")
            .contains("\"task\",\"task1\",\"sandbox\",\"us-east-1\"", "\"Gone\"");
        assertThat(this.mvc.get().uri("/cleanup/plans/" + id + "/receipt.json").with(ADA)).hasStatusOk()
            .bodyJson()
            .extractingPath("$.clear")
            .isEqualTo(true);
    }

    @Test
    void whatWasFoundGoesOnlyWhenThatIsAskedFor() {
        demo();
        this.fleet.byHand("fleet-definition", "theirs:1", "");
        String ours = this.plans.make(EVERYTHING);
        assertThat(states(ours)).doesNotContainKey("theirs:1");
        assertThat(page(ours)).bodyText().contains("1 resource that was found and not made here");
        assertThat(states(this.plans.make(EVERYTHING.found()))).containsKey("theirs:1");
    }

}
