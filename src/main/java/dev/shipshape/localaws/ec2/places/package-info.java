/** EC2's regions and zones, the account's limits, and the tags of everything. */
@NullMarked
package dev.shipshape.localaws.ec2.places;

import org.jspecify.annotations.NullMarked;
