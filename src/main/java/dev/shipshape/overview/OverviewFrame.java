package dev.shipshape.overview;

import java.util.List;

import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** The way to the first page. */
@Component
class OverviewFrame implements FrameItem {

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        return List.of(FrameEntry.link(Slot.PLACE, 0, "Overview", "/", "compass", null));
    }

}
