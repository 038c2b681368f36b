@NullMarked
package dev.shipshape.localaws.ec2.instances;

import org.jspecify.annotations.NullMarked;
