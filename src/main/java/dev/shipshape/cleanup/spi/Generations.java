package dev.shipshape.cleanup.spi;

import java.util.Map;
import java.util.Set;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;

/**
 * A kind of resource of which new ones come and old ones stay, such as the revisions of a
 * task definition. Implemented by the room that owns the kind, beside its
 * {@link Remover}.
 */
public interface Generations {

    /** The key of the kind. */
    String key();

    /** The family that a resource belongs to, by its name. */
    String family(String name);

    /**
     * What of a family stays when only the newest are kept: those, and what is in use.
     * @param connection where
     * @param family the family's name
     * @param newest how many are kept
     * @return why each of them stays, a sentence, by name
     * @throws dev.shipshape.web.Problem if it could not be read what is in use; then
     * nothing may go
     */
    Map<String, String> staying(Connection connection, String family, int newest);

    /**
     * Those of a family that are not out of use yet, asked fresh.
     * @param connection where
     * @param family the family's name
     * @return their names
     */
    Set<String> active(Connection connection, String family);

    /** What taking one out of use does, such as "Nothing new starts from it.". */
    String retireReason();

    /** Whether AWS says that it is out of use, asked fresh; what is gone is. */
    boolean isRetired(Connection connection, Resource resource);

    /**
     * Takes one out of use, which leaves it standing, as an action of the present person.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    void retire(Connection connection, Resource resource);

}
