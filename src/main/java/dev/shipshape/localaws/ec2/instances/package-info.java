/**
 * EC2's simulated instances, and the images, types, keys and volumes that go with them.
 */
@NullMarked
package dev.shipshape.localaws.ec2.instances;

import org.jspecify.annotations.NullMarked;
