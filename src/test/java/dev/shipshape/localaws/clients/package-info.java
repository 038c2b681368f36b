/**
 * Clients that we did not write, over every operation of the endpoint: the AWS CLI, and
 * the SDK for JavaScript for what the CLI lacks.
 */
@NullMarked
package dev.shipshape.localaws.clients;

import org.jspecify.annotations.NullMarked;
