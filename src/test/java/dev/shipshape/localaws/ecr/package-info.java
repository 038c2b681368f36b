@NullMarked
package dev.shipshape.localaws.ecr;

import org.jspecify.annotations.NullMarked;
