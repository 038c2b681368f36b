@NullMarked
package dev.shipshape.localaws.ec2;

import org.jspecify.annotations.NullMarked;
