/**
 * Application Auto Scaling: targets, policies and schedules, kept. Nothing scales by
 * itself here.
 */
@NullMarked
package dev.shipshape.localaws.autoscaling;

import org.jspecify.annotations.NullMarked;
