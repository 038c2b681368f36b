/** What {@code docs/benchmarks/sandbox.sh} measures. */
@NullMarked
package dev.shipshape.localaws.benchmark;

import org.jspecify.annotations.NullMarked;
