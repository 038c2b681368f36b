package dev.shipshape.web;

import java.util.List;

import dev.shipshape.web.spi.FrameEntry;
import jakarta.servlet.http.HttpServletRequest;

/** Where whoever asks may go: what stands in the frame around a page. */
@FunctionalInterface
public interface Places {

    /** The links of the rail and of the person's menu, in their order. */
    List<FrameEntry> of(HttpServletRequest request);

}
