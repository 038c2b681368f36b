/**
 * What the endpoint remembers: tables of SDK model objects and of small records, in one
 * file, changed in transactions that survive a kill.
 */
@NullMarked
package dev.shipshape.localaws.store;

import org.jspecify.annotations.NullMarked;
