/** What tests and classes need besides AWS's APIs, below {@code /_localaws}. */
@NullMarked
package dev.shipshape.localaws.control;

import org.jspecify.annotations.NullMarked;
