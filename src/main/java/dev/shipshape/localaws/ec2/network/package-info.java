/** EC2's networks: VPCs, subnets, interfaces, routes, gateways, addresses. */
@NullMarked
package dev.shipshape.localaws.ec2.network;

import org.jspecify.annotations.NullMarked;
