package dev.shipshape.cleanup.sweep;

import java.util.List;
import java.util.Set;

import dev.shipshape.cleanup.spi.Found;

/**
 * What a look at one region showed.
 *
 * @param found all that was found
 * @param kinds the keys of the kinds that were read to the end
 * @param unseen what could not be looked into, each with the reason
 */
record Look(List<Found> found, Set<String> kinds, List<String> unseen) {
}
