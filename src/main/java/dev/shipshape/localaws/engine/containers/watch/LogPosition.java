package dev.shipshape.localaws.engine.containers.watch;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far a container's log was taken over, so that nothing is lost or written twice over
 * a restart. The time alone does not tell: Podman before 5 gives whole seconds.
 *
 * @param last the engine's time of the last line that was written
 * @param lines how many lines of that time were written
 */
record LogPosition(Instant last, int lines) {

    /** The position after these lines, of which there is at least one. */
    static LogPosition after(@Nullable LogPosition before, List<LogFollower.Line> lines) {
        Instant last = lines.get(lines.size() - 1).time();
        int same = (int) lines.stream().filter((line) -> line.time().equals(last)).count();
        boolean goesOn = before != null && before.last().equals(last);
        return new LogPosition(last, (goesOn && before != null) ? before.lines() + same : same);
    }

}
