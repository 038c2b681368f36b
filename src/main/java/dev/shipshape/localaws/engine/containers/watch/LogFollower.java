package dev.shipshape.localaws.engine.containers.watch;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.shipshape.localaws.engine.AwsLogs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what one container writes, line by line, each with the engine's time. */
final class LogFollower extends ResultCallback.Adapter<Frame> {

    private static final Logger logger = LoggerFactory.getLogger(LogFollower.class);

    /** More than this waits in the engine's own log until the first lines are written. */
    private static final int MOST_WAITING = 5_000;

    private final AwsLogs target;

    private final String stream;

    private final String key;

    private final @Nullable LogPosition after;

    /** How many lines of the time of the position are still to come that are known. */
    private int known;

    private final List<Line> waiting = new ArrayList<>();

    private final Map<StreamType, StringBuilder> unfinished = new EnumMap<>(StreamType.class);

    private boolean ended;

    LogFollower(AwsLogs target, String stream, String key, @Nullable LogPosition after) {
        this.target = target;
        this.stream = stream;
        this.key = key;
        this.after = after;
        this.known = (after != null) ? after.lines() : 0;
    }

    /**
     * A line of a log.
     *
     * @param time when the engine took it
     * @param text the line without its end
     */
    record Line(Instant time, String text) {
    }

    AwsLogs target() {
        return this.target;
    }

    String stream() {
        return this.stream;
    }

    String key() {
        return this.key;
    }

    @Override
    public void onNext(Frame frame) {
        String text = new String(frame.getPayload(), StandardCharsets.UTF_8);
        synchronized (this.waiting) {
            while (this.waiting.size() >= MOST_WAITING && !this.ended) {
                try {
                    this.waiting.wait(1000);
                }
                catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            StringBuilder line = this.unfinished.computeIfAbsent(frame.getStreamType(), (type) -> new StringBuilder());
            // The parts of a long line each begin with the time.
            line.append(line.isEmpty() ? text : withoutTime(text));
            int end = line.indexOf("\n");
            while (end >= 0) {
                add(line.substring(0, end));
                line.delete(0, end + 1);
                end = line.indexOf("\n");
            }
        }
    }

    private static String withoutTime(String text) {
        int space = text.indexOf(' ');
        return (space > 0 && time(text.substring(0, space)) != null) ? text.substring(space + 1) : text;
    }

    private void add(String line) {
        int space = line.indexOf(' ');
        Instant time = time((space > 0) ? line.substring(0, space) : line);
        if (time == null || isKnown(time)) {
            return;
        }
        String text = (space > 0) ? line.substring(space + 1) : "";
        this.waiting.add(new Line(time, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
    }

    private boolean isKnown(Instant time) {
        if (this.after == null || time.isAfter(this.after.last())) {
            return false;
        }
        if (time.isBefore(this.after.last())) {
            return true;
        }
        this.known--;
        return this.known >= 0;
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        }
        catch (DateTimeException ex) {
            return null;
        }
    }

    /** What was read and not taken yet. */
    List<Line> take() {
        synchronized (this.waiting) {
            List<Line> taken = List.copyOf(this.waiting);
            this.waiting.clear();
            this.waiting.notifyAll();
            return taken;
        }
    }

    /** A last line without an end counts too. */
    void finish() {
        synchronized (this.waiting) {
            this.ended = true;
            this.waiting.notifyAll();
            this.unfinished.values()
                .stream()
                .filter((line) -> !line.isEmpty())
                .map(StringBuilder::toString)
                .forEach(this::add);
            this.unfinished.clear();
        }
    }

    @Override
    public void onError(Throwable trouble) {
        logger.debug("A container's log ended early", trouble);
        onComplete();
    }

}
