package dev.shipshape.tasks.map;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.tasks.map.Group.Count;

/**
 * All that the picture of a cluster shows. Where it is more than a page can hold, the
 * tiles get smaller and fewer, and what is left out is said.
 *
 * @param by what it is grouped by
 * @param size the tiles' size: {@code large}, {@code medium}, {@code small} or
 * {@code tiny}
 * @param groups the groups that are shown
 * @param counts how many are shown in each state, in each group that is shown
 * @param tasks how many tasks and missing places there are in all
 * @param groupsLeftOut how many groups are not shown
 * @param unread what AWS did not let us read; the rest is shown
 */
record Picture(By by, String size, List<Group> groups, List<List<Count>> counts, int tasks, int groupsLeftOut,
        List<Unread> unread) {

    /** So many tiles a page holds without a browser getting slow. */
    private static final int TILES = 1500;

    private static final int GROUPS = 100;

    static Picture of(By by, List<Group> all, List<Unread> unread) {
        int tasks = all.stream().mapToInt(Group::size).sum();
        boolean fits = all.size() <= GROUPS && tasks <= TILES;
        List<Group> groups = fits ? all
                : all.stream().sorted(Comparator.comparing(Group::isRestless).reversed()).limit(GROUPS).toList();
        int each = Math.max(10, TILES / Math.max(1, groups.size()));
        List<Group> shown = fits ? groups : groups.stream().map((group) -> group.atMost(each)).toList();
        return new Picture(by, size(tasks), shown, shown.stream().map(Group::counts).toList(), tasks,
                all.size() - groups.size(), unread);
    }

    private static String size(int tasks) {
        if (tasks <= 30) {
            return "large";
        }
        if (tasks <= 150) {
            return "medium";
        }
        return (tasks <= 500) ? "small" : "tiny";
    }

    /** The ways to group, for the switch. */
    public List<By> ways() {
        return Stream.of(By.values()).toList();
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return this.groups.isEmpty();
    }

}
