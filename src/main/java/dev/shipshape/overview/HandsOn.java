package dev.shipshape.overview;

import java.util.List;

import dev.shipshape.audit.History;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SideBySide;
import dev.shipshape.registry.Repositories;
import org.springframework.stereotype.Component;

/** The hands-on as steps that tick themselves as they are done. */
@Component
class HandsOn {

    private final History history;

    private final ResourceLedger ledger;

    private final Repositories repositories;

    private final SideBySide sideBySide;

    HandsOn(History history, ResourceLedger ledger, Repositories repositories, SideBySide sideBySide) {
        this.history = history;
        this.ledger = ledger;
        this.repositories = repositories;
        this.sideBySide = sideBySide;
    }

    /** The steps in their order, leading to the pages of a connection. */
    List<Step> steps(Connection connection) {
        String at = connection.path();
        boolean began = this.history.hasDone(Verb.CREATE, "cluster");
        boolean ran = this.history.hasDone(Verb.RUN, "task");
        return List.of(
                new Step("Create a cluster", "The place that tasks run in. It costs nothing by itself.",
                        at + "/clusters/new", began),
                new Step("Create a private repository", "Where your images live.", at + "/repositories/new",
                        this.history.hasDone(Verb.CREATE, "repository")),
                new Step("Push an image to it", "With the commands on the repository's page, or our samples.",
                        at + "/repositories", hasImages(connection)),
                new Step("Make a task definition", "A web tier and a database, in one go.",
                        at + "/task-definitions/new", this.history.hasDone(Verb.CREATE, "task-definition")),
                new Step("Run it", "Watch it go from PROVISIONING to RUNNING, then open the application.",
                        at + "/tasks/new", ran),
                new Step("Scale it", "As a service, which keeps as many tasks as you want.", at + "/services/new",
                        this.history.hasDone(Verb.UPDATE, "service")),
                new Step("Delete everything", "One plan, in the order that works, and the proof of it.", "/cleanup",
                        began && this.ledger.count() == 0));
    }

    private boolean hasImages(Connection connection) {
        if (this.history.hasDone(Verb.PUSH, "image")) {
            return true;
        }
        // the page says elsewhere where AWS could not be asked
        return this.sideBySide.ask(List.of(connection), "images", this.repositories::images)
            .get(0)
            .orElse(List.of())
            .stream()
            .findAny()
            .isPresent();
    }

    /**
     * One step.
     *
     * @param title what to do
     * @param what what it is good for, a sentence
     * @param page where to do it
     * @param done whether it was done
     */
    public record Step(String title, String what, String page, boolean done) {
    }

}
