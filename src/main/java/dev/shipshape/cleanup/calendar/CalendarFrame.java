package dev.shipshape.cleanup.calendar;

import java.util.List;

import dev.shipshape.web.spi.FrameContext;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameItem;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The way to one's calendar feed, in the person's menu. */
@Component
class CalendarFrame implements FrameItem {

    @Override
    public List<FrameEntry> entries(FrameContext context) {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        return (person == null || person instanceof AnonymousAuthenticationToken) ? List.of()
                : List.of(FrameEntry.link(Slot.MENU, 5, "Calendar feed", "/account/calendar", "calendar-event", null));
    }

}
