package dev.shipshape.cost.pages;

import java.util.List;

import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** Puts the costs into the rail, after Clean-up. */
@Component
class CostFrame implements FrameItem {

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        return List.of(FrameEntry.link(Slot.HOUSE, 15, "Costs", "/costs", "graph-up", null));
    }

}
