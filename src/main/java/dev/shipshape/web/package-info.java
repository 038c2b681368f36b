/**
 * The page kit: the frame around every page, answers to HTMX, problems in plain words,
 * paging and formats. It knows nothing of AWS.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.shipshape.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
