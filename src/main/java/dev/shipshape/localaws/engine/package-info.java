/** What a task does once it was started: its life, its network interface, its page. */
@NullMarked
package dev.shipshape.localaws.engine;

import org.jspecify.annotations.NullMarked;
