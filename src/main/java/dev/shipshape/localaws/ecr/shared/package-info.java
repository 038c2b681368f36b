/**
 * What several parts of ECR's API need: its refusals, constraints, pages, and the look-up
 * of what a call names.
 */
@NullMarked
package dev.shipshape.localaws.ecr.shared;

import org.jspecify.annotations.NullMarked;
