package dev.shipshape.localaws.ecs.taskdefinitions;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import org.jspecify.annotations.Nullable;

/**
 * The task sizes of Fargate, in CPU units (1024 are one vCPU) and MiB, and how they are
 * written. The pairs are those of the developer guide.
 */
public final class TaskSizes {

    private static final Pattern CPU = Pattern.compile("(\\d*\\.?\\d+)\\s*(vcpu)?");

    private static final Pattern MEMORY = Pattern.compile("(\\d*\\.?\\d+)\\s*(gb)?");

    /** Least, most and step of the memory by CPU. */
    private static final Map<Integer, int[]> MEMORIES = Map.of(512, new int[] { 1024, 4096, 1024 }, 1024,
            new int[] { 2048, 8192, 1024 }, 2048, new int[] { 4096, 16384, 1024 }, 4096,
            new int[] { 8192, 30720, 1024 }, 8192, new int[] { 16384, 61440, 4096 }, 16384,
            new int[] { 32768, 122880, 8192 });

    private TaskSizes() {
    }

    /** Whether Fargate has this pair. */
    public static boolean isFargate(int cpu, int memory, boolean windows) {
        if (cpu == 256) {
            return !windows && (memory == 512 || memory == 1024 || memory == 2048);
        }
        int[] range = MEMORIES.get(cpu);
        boolean tooSmallOrLarge = windows && (cpu < 1024 || cpu > 4096);
        return range != null && !tooSmallOrLarge && memory >= range[0] && memory <= range[1]
                && (memory - range[0]) % range[2] == 0;
    }

    /** CPU units out of {@code 256}, {@code .25 vCPU} and the like; null stays null. */
    public static @Nullable Integer cpu(@Nullable String text) {
        return parse(text, CPU, "cpu");
    }

    /** MiB out of {@code 512}, {@code 1 GB} and the like; null stays null. */
    public static @Nullable Integer memory(@Nullable String text) {
        return parse(text, MEMORY, "memory");
    }

    private static @Nullable Integer parse(@Nullable String text, Pattern pattern, String what) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        Matcher matcher = pattern.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            BigDecimal number = new BigDecimal(matcher.group(1));
            BigDecimal units = (matcher.group(2) != null) ? number.multiply(BigDecimal.valueOf(1024)) : number;
            if (units.stripTrailingZeros().scale() <= 0 && units.compareTo(BigDecimal.valueOf(1_000_000)) < 0) {
                return units.intValue();
            }
        }
        throw EcsErrors.client("Invalid '" + what + "' setting for task: " + text + ".");
    }

}
