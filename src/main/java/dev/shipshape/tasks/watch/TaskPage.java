package dev.shipshape.tasks.watch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.shipshape.cost.Price;
import dev.shipshape.network.Addresses;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.explain.StopReason;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Life;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a task shows. It holds no clock, so that a page in motion knows
 * when nothing has changed.
 *
 * @param task the task
 * @param life its life as a line
 * @param why why it stopped; null while it runs
 * @param addresses its addresses, or why they cannot be read; none where it has none
 * @param applications where what it serves is opened
 * @param price what it costs an hour while it runs
 * @param addressUnknown whether the price leaves out a public address that it may have
 * had, because AWS tells no address of what has stopped and nothing was written down
 * @param cost what it has cost up to now, as it is written; empty where that is unknown
 * @param startedBy who started it, in a person's words
 */
record TaskPage(Task task, Life life, @Nullable StopReason why, Attempt<Optional<Addresses>> addresses,
        List<Application> applications, Price price, boolean addressUnknown, String cost, String startedBy) {

    /** Its public address in words. */
    public String publicAddress() {
        return this.addresses.orElse(Optional.empty())
            .map((its) -> Objects.requireNonNullElse(its.publicAddress(), "none"))
            .orElse("–");
    }

    /**
     * Something that a container serves.
     *
     * @param container the container's name
     * @param address where a browser opens it
     */
    record Application(String container, String address) {
    }

}
