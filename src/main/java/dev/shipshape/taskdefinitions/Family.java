package dev.shipshape.taskdefinitions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A family of task definitions: revisions that share a name.
 *
 * @param name its name
 * @param revisions the revisions of the state that was asked for, the newest first
 */
public record Family(String name, List<Revision> revisions) {

    /** The newest revision; a family is listed only if it has one. */
    public Revision latest() {
        return this.revisions.get(0);
    }

    /**
     * A revision as a list tells it.
     *
     * @param number its number in the family
     * @param arn AWS's name of it
     */
    public record Revision(int number, String arn) {

        static Revision of(String arn) {
            return new Revision(Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1)), arn);
        }

    }

    /** The family's name in an ARN, or in a label such as {@code web:3}. */
    public static String nameIn(String arn) {
        String label = arn.substring(arn.lastIndexOf('/') + 1);
        int colon = label.lastIndexOf(':');
        return (colon < 0) ? label : label.substring(0, colon);
    }

    /** The families of these revisions, in the order of their names. */
    static List<Family> grouped(List<String> arns) {
        TreeMap<String, List<Revision>> families = new TreeMap<>(
                String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));
        for (String arn : arns) {
            families.computeIfAbsent(nameIn(arn), (name) -> new ArrayList<>()).add(Revision.of(arn));
        }
        return families.entrySet()
            .stream()
            .map((entry) -> new Family(entry.getKey(),
                    entry.getValue().stream().sorted(Comparator.comparingInt(Revision::number).reversed()).toList()))
            .toList();
    }

}
