package dev.shipshape.taskdefinitions.retention;

import java.util.ArrayList;
import java.util.List;

/** Many numbers in few words: {@code 1–8, 11, 13–2990}. */
final class Ranges {

    private Ranges() {
    }

    /** The ranges of numbers, the lowest first. */
    static List<String> of(List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().sorted().distinct().toList();
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int index = 0; index < sorted.size(); index++) {
            boolean last = index == sorted.size() - 1 || sorted.get(index + 1) != sorted.get(index) + 1;
            if (last) {
                ranges.add((from == index) ? String.valueOf(sorted.get(index))
                        : sorted.get(from) + "–" + sorted.get(index));
                from = index + 1;
            }
        }
        return ranges;
    }

}
