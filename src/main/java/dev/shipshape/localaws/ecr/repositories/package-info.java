/**
 * Repositories, their settings, policies, tags, and the templates for those that come by
 * themselves.
 */
@NullMarked
package dev.shipshape.localaws.ecr.repositories;

import org.jspecify.annotations.NullMarked;
