package dev.shipshape.localaws.durability;

import java.util.Random;

/**
 * One client that changes things until the connection breaks, and remembers what it was
 * told: what was acknowledged must be so afterwards, what was under way may be either.
 */
interface Load {

    /** Makes what it needs, once, before the first kill. */
    void prepare(Clients clients);

    /** Makes one change and remembers the answer. */
    void change(Clients clients, Random random);

    /** Looks whether all that was acknowledged is so. */
    void verify(Clients clients);

}
