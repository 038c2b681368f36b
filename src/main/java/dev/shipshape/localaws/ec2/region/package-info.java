/** What EC2 keeps for each region: its networks, and those that AWS puts there first. */
@NullMarked
package dev.shipshape.localaws.ec2.region;

import org.jspecify.annotations.NullMarked;
