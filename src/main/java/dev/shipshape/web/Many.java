package dev.shipshape.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * One change of many things: each is changed by itself, and each tells what came of it. A
 * controller hands it to the page that follows as the flash attribute {@code many}, and
 * the frame shows it there:
 *
 * <pre>{@code
 * Many many = Many.each("Stop tasks", tasks, Task::shortId, (task) -> task.page(connection),
 *         (task) -> { this.tasks.stop(connection, task, reason); return "is being stopped"; });
 * flash.addFlashAttribute("many", many);
 * return "redirect:" + list;
 * }</pre>
 *
 * @param title what was asked for, such as {@code Stop tasks}
 * @param rows a row for each thing, in the order in which they were changed
 */
public record Many(String title, List<Row> rows) {

    /** The most things that one confirmation names: as many as a list shows at once. */
    public static final int LIMIT = 200;

    /**
     * Changes things one after the other. A problem with one does not keep the others
     * from being changed.
     * @param title what was asked for
     * @param things what to change
     * @param name what each is called
     * @param href the page of each; null for none
     * @param change changes one and says in a few words what came of it
     * @return what came of each
     * @throws Rehearsed in a rehearsal, with the commands of all
     */
    public static <T> Many each(String title, Collection<T> things, Function<T, String> name,
            Function<T, @Nullable String> href, Function<T, String> change) {
        List<Row> rows = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (T thing : things) {
            try {
                rows.add(new Row(name.apply(thing), href.apply(thing), change.apply(thing), null));
            }
            catch (Rehearsed rehearsed) {
                commands.addAll(rehearsed.commands());
            }
            catch (Problem problem) {
                rows.add(new Row(name.apply(thing), href.apply(thing), problem.what(), problem));
            }
        }
        if (!commands.isEmpty()) {
            throw new Rehearsed(commands);
        }
        return new Many(title, List.copyOf(rows));
    }

    /**
     * What was ticked, without doubles.
     * @param ids the ticked ids as they were sent; null if nothing was
     * @throws Problem if nothing was ticked, or more than {@link #LIMIT}
     */
    public static List<String> ticked(@Nullable List<String> ids) {
        List<String> ticked = (ids != null) ? ids.stream().distinct().toList() : List.of();
        if (ticked.isEmpty()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "Nothing was ticked.",
                    "Go back to the list and tick what you mean.");
        }
        if (ticked.size() > LIMIT) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "These are more than can be changed at once.",
                    "Tick at most " + LIMIT + ".");
        }
        return ticked;
    }

    /**
     * The things that were ticked, in the order of their list. What has gone meanwhile is
     * left out.
     * @param ids the ticked ids as they were sent; null if nothing was
     * @param all the things that there are
     * @param id what stands for each in the form
     * @param noun what they are, in the singular
     * @throws Problem if nothing was ticked, or more than {@link #LIMIT}
     * @throws NotFound if all of it has gone
     */
    public static <T> List<T> ticked(@Nullable List<String> ids, Collection<T> all, Function<T, String> id,
            String noun) {
        List<String> ticked = ticked(ids);
        List<T> found = all.stream().filter((thing) -> ticked.contains(id.apply(thing))).toList();
        if (found.isEmpty()) {
            throw new NotFound(noun, String.join(", ", ticked));
        }
        return found;
    }

    /** How many were changed. */
    public long done() {
        return this.rows.stream().filter(Row::done).count();
    }

    /** How many were not. */
    public long failed() {
        return this.rows.size() - done();
    }

    /**
     * One of the things that a confirmation names.
     *
     * @param id what stands for it in the form
     * @param name what it is called
     * @param note what else the person should know of it; may be empty
     */
    public record Thing(String id, String name, String note) {
    }

    /**
     * What came of one thing.
     *
     * @param name what it is called
     * @param href its page; null for none
     * @param words what came of it
     * @param problem why it was not changed; null if it was
     */
    public record Row(String name, @Nullable String href, String words, @Nullable Problem problem) {

        /** Whether it was changed. */
        public boolean done() {
            return this.problem == null;
        }

    }

}
