package dev.shipshape.taskdefinitions.form;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The sizes that a task on Fargate can have (ECS developer guide, task size). From 8 vCPU
 * on they are for Linux only.
 */
final class FargateSizes {

    private static final int GIB = 1024;

    private static final Map<Integer, List<Integer>> MEMORY = new TreeMap<>(
            Map.of(256, List.of(512, 1024, 2048), 512, steps(1, 4, 1), 1024, steps(2, 8, 1), 2048, steps(4, 16, 1),
                    4096, steps(8, 30, 1), 8192, steps(16, 60, 4), 16_384, steps(32, 120, 8)));

    private FargateSizes() {
    }

    private static List<Integer> steps(int from, int to, int step) {
        return IntStream.iterate(from, (gib) -> gib <= to, (gib) -> gib + step)
            .map((gib) -> gib * GIB)
            .boxed()
            .toList();
    }

    /** The CPU units that there are, with their words. */
    static Map<String, String> cpus() {
        Map<String, String> options = new LinkedHashMap<>();
        MEMORY.keySet().forEach((units) -> options.put(String.valueOf(units), thousands(units) + " vCPU"));
        return options;
    }

    /**
     * The MiB that go with CPU units, with their words; all of the smallest for others.
     */
    static Map<String, String> memories(String cpu) {
        Map<String, String> options = new LinkedHashMap<>();
        of(cpu).forEach((mib) -> options.put(String.valueOf(mib), thousands(mib) + " GB"));
        return options;
    }

    static boolean has(String cpu) {
        return cpu.matches("\\d{1,6}") && MEMORY.containsKey(Integer.valueOf(cpu));
    }

    static boolean has(String cpu, String memory) {
        return has(cpu) && memories(cpu).containsKey(memory);
    }

    private static List<Integer> of(String cpu) {
        return MEMORY.getOrDefault(has(cpu) ? Integer.valueOf(cpu) : 256, List.of());
    }

    private static String thousands(int units) {
        return new BigDecimal(units).divide(new BigDecimal(GIB), MathContext.DECIMAL64)
            .stripTrailingZeros()
            .toPlainString();
    }

    /**
     * The smallest size that has room for this much; the largest where none has.
     * @param cpu CPU units
     * @param memory MiB
     * @return CPU units and MiB
     */
    static int[] atLeast(int cpu, int memory) {
        return MEMORY.entrySet()
            .stream()
            .filter((size) -> size.getKey() >= cpu)
            .flatMap((size) -> size.getValue().stream().map((mib) -> new int[] { size.getKey(), mib }))
            .filter((size) -> size[1] >= memory)
            .findFirst()
            .orElse(new int[] { 16_384, 120 * GIB });
    }

    /** The form with a size that there is: what else was chosen stays where it can. */
    static TaskDefinitionForm fit(TaskDefinitionForm form) {
        if (!form.fargate() || has(form.cpu(), form.memory())) {
            return form;
        }
        String cpu = has(form.cpu()) ? form.cpu() : "256";
        return form.sized(cpu, memories(cpu).keySet().iterator().next());
    }

}
