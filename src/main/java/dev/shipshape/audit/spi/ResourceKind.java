package dev.shipshape.audit.spi;

import java.util.List;

import dev.shipshape.aws.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A kind of AWS resource that actions make: how to find one again and how to tell that it
 * is gone. Implemented once per kind by the room that owns it. Every method asks AWS and
 * bypasses shared reads.
 */
public interface ResourceKind {

    /** The key that stands in stored rows, such as {@code cluster}. */
    String key();

    /**
     * Finds what an action made, by the tag {@code shipshape:action} or by
     * {@code startedBy}.
     * @param connection where the action ran
     * @param action the action, of a verb that makes
     * @return what stands because of it; empty if nothing does
     */
    List<Resource> madeBy(Connection connection, OpenAction action);

    /**
     * Whether AWS confirms that a resource is gone. INACTIVE and STOPPED count as gone,
     * DRAINING does not, and neither does a newcomer with the same name count as the old
     * one.
     * @param connection where it stood
     * @param resource the resource
     * @return true only if AWS says so
     */
    boolean isGone(Connection connection, Resource resource);

    /**
     * The address of a resource's page; null where it has none. Asks nobody.
     * @param connection where it stands
     * @param resource the resource, of which only names need to be known
     */
    default @Nullable String page(Connection connection, Resource resource) {
        return null;
    }

    /**
     * The address of the page that lists a resource among its like, for an action that
     * made several; null where there is none. Asks nobody.
     * @param connection where it stands
     * @param resource one of several resources of the same scope
     */
    default @Nullable String listPage(Connection connection, Resource resource) {
        return null;
    }

    /**
     * Tells by AWS's state whether an action took place.
     * @param connection where the action ran
     * @param action the action
     * @return the verdict
     */
    default Settlement settle(Connection connection, OpenAction action) {
        if (action.verb().makes()) {
            List<Resource> made = madeBy(connection, action);
            return made.isEmpty() ? Settlement.didNot() : Settlement.tookPlace(made);
        }
        if (action.verb().removes() && action.arn() != null) {
            Resource resource = Resource.of(action.kind(), action.name(), action.scope(), action.arn(), null);
            return isGone(connection, resource) ? Settlement.tookPlace(List.of()) : Settlement.didNot();
        }
        return Settlement.cannotTell();
    }

}
