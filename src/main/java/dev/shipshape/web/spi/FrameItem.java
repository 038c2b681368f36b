package dev.shipshape.web.spi;

import java.util.List;

/**
 * Puts entries into the frame that surrounds every page: navigation, connections, the
 * clean-up badge, the person's menu. Implemented by the room that knows; asked once a
 * page, so it must answer from memory or the database and never wait for AWS.
 */
@FunctionalInterface
public interface FrameItem {

    /**
     * This room's entries for one page.
     * @param context which page, for whom
     * @return the entries, of any slots; empty where the person may not see them
     */
    List<FrameEntry> entries(FrameContext context);

}
