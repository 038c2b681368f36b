package dev.shipshape.search.spi;

import java.util.List;

import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be found.
 *
 * @param noun what it is, such as {@code task}
 * @param name what it is called
 * @param note what tells it apart, such as {@code in demo}; may be empty
 * @param href its page's address
 * @param state its state; null where it has none
 * @param keys what else it is found by, such as its ARN, id and tags
 * @param commands what can be done with it
 */
public record Entry(String noun, String name, String note, String href, @Nullable Status state, List<String> keys,
        List<Command> commands) {

    /** What stands where the number belongs in a command's address. */
    public static final String NUMBER = "{n}";

    /** A form or another page that is not about one thing of AWS's. */
    public static Entry page(String name, String href) {
        return new Entry("page", name, "", href, null, List.of(), List.of());
    }

    /**
     * Something that can be done: a page that does it, or asks first.
     *
     * @param verb the word that it is typed by, such as {@code stop}
     * @param href where it leads; {@link Entry#NUMBER} stands for the number typed last
     * @param change whether it changes something, so that only operators may
     */
    public record Command(String verb, String href, boolean change) {

        /** A command that only looks. */
        public static Command look(String verb, String href) {
            return new Command(verb, href, false);
        }

        /** A command that leads to a change, or to its confirmation. */
        public static Command change(String verb, String href) {
            return new Command(verb, href, true);
        }

    }

}
