/** The Resource Groups Tagging API: the tags of all services in one place. */
@NullMarked
package dev.shipshape.localaws.tagging;

import org.jspecify.annotations.NullMarked;
