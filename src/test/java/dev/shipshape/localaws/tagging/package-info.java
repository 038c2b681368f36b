@NullMarked
package dev.shipshape.localaws.tagging;

import org.jspecify.annotations.NullMarked;
