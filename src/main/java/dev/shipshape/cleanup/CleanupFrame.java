package dev.shipshape.cleanup;

import java.util.List;

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

    CleanupFrame(Awaiting awaiting) {
        this.awaiting = awaiting;
    }

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        List<Item> items = this.awaiting.known().stream().filter((item) -> !item.found() && !item.kept()).toList();
        String count = String.valueOf(items.size());
        Price price = Price.sum(items.stream().map(Item::price).toList());
        return List.of(FrameEntry.link(Slot.HOUSE, 10, "Clean-up", "/cleanup", "recycle", count),
                FrameEntry.link(Slot.BADGE, 0, count, "/cleanup", "recycle", this.formats.perHour(price.perHour())));
    }

}
