package dev.shipshape.taskdefinitions.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.taskdefinitions.spi.DefinitionUsers.DefinitionUser;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Freshness;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of the uses of revisions.
 *
 * @param users by the label of their revision
 * @param whole whether all of them were read; what is missing the page says
 * @param problem why they could not be read; null if they were
 */
public record Uses(Map<String, List<DefinitionUser>> users, boolean whole, @Nullable Problem problem) {

    private static final int SHOWN = 20;

    /** A page can do without them, and says why it has to. */
    public static Uses of(Usage usage, Connection connection, Extent extent) {
        try {
            Map<String, List<DefinitionUser>> users = usage.in(connection, extent);
            return new Uses(users, Freshness.missing().isEmpty(), null);
        }
        catch (Problem problem) {
            return new Uses(Map.of(), false, problem);
        }
    }

    /** Whether they could be read. */
    public boolean known() {
        return this.problem == null;
    }

    /** The first users of a revision; enough to go on from. */
    public List<DefinitionUser> first(String label) {
        return all(label).stream().limit(SHOWN).toList();
    }

    /** How many more there are than the first. */
    public int more(String label) {
        return Math.max(0, all(label).size() - SHOWN);
    }

    /** How many use it now, in words: {@code 1 service, 2 tasks}. */
    public String words(String label) {
        if (!known()) {
            return "unknown";
        }
        Formats formats = new Formats();
        List<String> words = new ArrayList<>();
        for (String kind : List.of("service", "task")) {
            long number = all(label).stream().filter((user) -> user.kind().equals(kind) && !user.over()).count();
            if (number > 0) {
                words.add(formats.count(number, kind));
            }
        }
        if (!words.isEmpty()) {
            return String.join(", ", words);
        }
        String none = all(label).isEmpty() ? "not in use" : "only by what has stopped";
        return this.whole ? none : none + " as far as read";
    }

    /** Whether anything that goes on uses it. */
    public boolean inUse(String label) {
        return all(label).stream().anyMatch((user) -> !user.over());
    }

    private List<DefinitionUser> all(String label) {
        return this.users.getOrDefault(label, List.of());
    }

}
