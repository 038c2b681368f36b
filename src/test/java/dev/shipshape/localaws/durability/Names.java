package dev.shipshape.localaws.durability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Things by name that were acknowledged as made or as deleted. A name that a change is
 * under way for is neither.
 */
final class Names {

    private static final int MOST = 40;

    private final String prefix;

    private final List<String> made = new ArrayList<>();

    private final Set<String> deleted = new LinkedHashSet<>();

    private int last;

    Names(String prefix) {
        this.prefix = prefix;
    }

    /** Makes another or deletes one, as chance has it; not too many are there at once. */
    void change(Random random, Consumer<String> make, Consumer<String> delete) {
        if (this.made.size() > MOST || (!this.made.isEmpty() && random.nextInt(3) == 0)) {
            String name = this.made.remove(random.nextInt(this.made.size()));
            delete.accept(name);
            this.deleted.add(name);
        }
        else {
            String name = this.prefix + this.last++;
            make.accept(name);
            this.made.add(name);
        }
    }

    void verify(Collection<String> there) {
        assertThat(there).containsAll(this.made);
        assertThat(this.deleted).noneMatch(there::contains);
    }

}
