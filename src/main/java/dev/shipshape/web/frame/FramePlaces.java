package dev.shipshape.web.frame;

import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.web.Places;
import dev.shipshape.web.spi.FrameEntry;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/** Reads them from the frame. */
@Component
class FramePlaces implements Places {

    private final Frames frames;

    FramePlaces(Frames frames) {
        this.frames = frames;
    }

    @Override
    public List<FrameEntry> of(HttpServletRequest request) {
        Frame frame = this.frames.of(request);
        return Stream
            .concat(Stream.concat(frame.places().stream(), frame.house().stream()).map(Frame.Place::entry),
                    frame.menu().stream().filter((entry) -> !entry.post()))
            .toList();
    }

}
