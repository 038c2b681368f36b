package dev.shipshape.cleanup;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.shipshape.cleanup.reminders.Expiries;
import dev.shipshape.cost.Price;
import dev.shipshape.web.Formats;
import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/**
 * How many resources await clean-up and what they cost an hour, on every page: from the
 * database alone.
 */
@Component
class CleanupFrame implements FrameItem {

    private final Awaiting awaiting;

    private final Formats formats = new Formats();

    private final Expiries expiries;

    private final Clock clock;

    CleanupFrame(Awaiting awaiting, Expiries expiries, Clock clock) {
        this.awaiting = awaiting;
        this.expiries = expiries;
        this.clock = clock;
    }

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        List<Item> items = this.awaiting.known().stream().filter((item) -> !item.found() && !item.kept()).toList();
        String count = String.valueOf(items.size());
        Price price = Price.sum(items.stream().map(Item::price).toList());
        return List.of(FrameEntry.link(Slot.HOUSE, 10, "Clean-up", "/cleanup", "recycle", count), FrameEntry
            .link(Slot.BADGE, 0, count, "/cleanup", "recycle", this.formats.perHour(price.perHour()) + next()));
    }

    /** What goes next, if that is within a day. */
    private String next() {
        return this.expiries.next().map((at) -> {
            Duration left = Duration.between(this.clock.instant(), at);
            return left.isNegative() ? " · overdue" : " · " + words(left) + " left";
        }).orElse("");
    }

    private static String words(Duration left) {
        return (left.toHours() > 0) ? left.toHours() + " h" : Math.max(1, left.toMinutes()) + " min";
    }

}
