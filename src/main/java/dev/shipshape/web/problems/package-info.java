/** Shows what no form has caught: problems, wrong requests, and what nobody expected. */
@NullMarked
package dev.shipshape.web.problems;

import org.jspecify.annotations.NullMarked;
