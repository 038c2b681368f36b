@NullMarked
package dev.shipshape.localaws.logs.patterns;

import org.jspecify.annotations.NullMarked;
