package dev.shipshape.cleanup;

import java.util.Collection;
import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Finder;
import dev.shipshape.cleanup.spi.Finder.Phase;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Stoppable;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/**
 * Looks at a connection with all finders, phase by phase, for tests of what they find.
 */
@Component
public class Scouts {

    private final List<Finder> finders;

    Scouts(List<Finder> finders) {
        this.finders = finders;
    }

    /** All that stands there. */
    public Survey at(Connection connection) {
        Survey survey = Survey.EMPTY;
        for (Phase phase : Phase.values()) {
            Survey before = survey;
            survey = survey.and(this.finders.stream()
                .filter((finder) -> finder.phase() == phase)
                .map((finder) -> finder.find(connection, before))
                .flatMap(Collection::stream)
                .toList());
        }
        return survey;
    }

    /** The one of this kind and name. */
    public Found one(Connection connection, String kind, String name) {
        return at(connection).of(kind)
            .stream()
            .filter((found) -> found.resource().name().equals(name))
            .findFirst()
            .orElseThrow();
    }

    /** What removes a kind. */
    public Remover remover(String key) {
        return (Remover) finder(key);
    }

    /** What stops a kind. */
    public Stoppable stoppable(String key) {
        return (Stoppable) finder(key);
    }

    private Finder finder(String key) {
        return this.finders.stream().filter((one) -> one.key().equals(key)).findFirst().orElseThrow();
    }

}
