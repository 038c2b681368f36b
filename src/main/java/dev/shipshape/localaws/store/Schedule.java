package dev.shipshape.localaws.store;

import java.time.Instant;
import java.util.List;

/**
 * What is to happen when: keys, each with the time at which it is due. To ask what is due
 * costs what is due, however much waits.
 */
public final class Schedule {

    private final Table<Time> times;

    private final Index<Time> byTime;

    Schedule(Table<Time> times) {
        this.times = times;
        this.byTime = times.index("time", (time) -> List.of(sortable(time.at())));
    }

    /** Sets the time of a key, whatever it was. */
    public void set(String key, Instant at) {
        this.times.put(key, new Time(at));
    }

    /** Makes a key due by then, or earlier if it is already. */
    public void noLaterThan(String key, Instant at) {
        if (this.times.find(key).filter((time) -> !time.at().isAfter(at)).isEmpty()) {
            set(key, at);
        }
    }

    /** Makes a key due never. */
    public void cancel(String key) {
        this.times.remove(key);
    }

    /** Whether a key is to become due, or is. */
    public boolean isSet(String key) {
        return this.times.find(key).isPresent();
    }

    /** The keys that are due by now, the longest due first. They stay until changed. */
    public List<String> due(Instant now) {
        return this.byTime.upTo(sortable(now));
    }

    /** Text that sorts as the times do: seconds since 1970, then nanoseconds. */
    private static String sortable(Instant at) {
        StringBuilder text = new StringBuilder(21);
        pad(text, Long.toString(Math.max(at.getEpochSecond(), 0)), 12);
        pad(text, Integer.toString(at.getNano()), 9);
        return text.toString();
    }

    private static void pad(StringBuilder text, String digits, int length) {
        text.append("0".repeat(Math.max(length - digits.length(), 0))).append(digits);
    }

    /** When a key is due. */
    record Time(Instant at) {
    }

}
