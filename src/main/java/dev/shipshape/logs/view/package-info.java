/**
 * Log lines as they are watched: of a task, a service or a log group, page by page from
 * any time on and then as they come, shared by all who look.
 */
@NamedInterface("view")
@NullMarked
package dev.shipshape.logs.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
