package dev.shipshape.audit.activity;

import java.util.List;

import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** The way to the Activity page. */
@Component
class ActivityFrame implements FrameItem {

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        return List.of(FrameEntry.link(Slot.HOUSE, 20, "Activity", "/activity", "clock-history", null));
    }

}
