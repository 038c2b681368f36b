@NullMarked
package dev.shipshape.localaws.ecr.shared;

import org.jspecify.annotations.NullMarked;
