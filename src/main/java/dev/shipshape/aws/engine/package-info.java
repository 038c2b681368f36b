/** What the sandbox's tasks run on, for administrators. */
@NullMarked
package dev.shipshape.aws.engine;

import org.jspecify.annotations.NullMarked;
