package dev.shipshape.classroom;

import java.util.List;

import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.stereotype.Component;

/** The way to the page that explains ECS. */
@Component
class LearnFrame implements FrameItem {

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        return List.of(FrameEntry.link(Slot.HOUSE, 40, "Learn", "/learn", "mortarboard", null));
    }

}
