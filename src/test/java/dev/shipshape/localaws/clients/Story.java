package dev.shipshape.localaws.clients;

/**
 * What someone does with one service: makes, uses, lists, describes and deletes, and
 * looks at each answer.
 */
@FunctionalInterface
interface Story {

    void tell(Clients aws);

}
