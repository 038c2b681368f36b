package dev.shipshape.ecsservices;

import dev.shipshape.ecsservices.scaling.Suspension;
import org.jspecify.annotations.Nullable;

/**
 * How a service was before it was scaled to 0. It is written as the count alone, or with
 * three letters after it that say y or n: policies down, policies up, schedules.
 *
 * @param desired how many tasks it kept
 * @param scaling what of its scaling was suspended then; null where nothing scaled it
 */
record ServiceMemo(int desired, @Nullable Suspension scaling) {

    static final ServiceMemo NOTHING = new ServiceMemo(0, null);

    static ServiceMemo read(String memo) {
        String[] parts = memo.split(" ", -1);
        return new ServiceMemo(Integer.parseInt(parts[0]),
                (parts.length > 1) ? new Suspension(is(parts[1], 0), is(parts[1], 1), is(parts[1], 2)) : null);
    }

    private static boolean is(String letters, int index) {
        return letters.charAt(index) == 'y';
    }

    String written() {
        return (this.scaling != null) ? this.desired + " " + letter(this.scaling.in()) + letter(this.scaling.out())
                + letter(this.scaling.scheduled()) : String.valueOf(this.desired);
    }

    private static String letter(boolean suspended) {
        return suspended ? "y" : "n";
    }

}
