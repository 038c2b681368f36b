/** Amazon EC2, as far as ECS needs it: the default network of each region. */
@NullMarked
package dev.shipshape.localaws.ec2;

import org.jspecify.annotations.NullMarked;
