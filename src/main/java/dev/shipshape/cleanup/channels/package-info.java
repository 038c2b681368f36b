/** The ways by which people are told: e-mail, Slack, Microsoft Teams, webhooks. */
@NullMarked
package dev.shipshape.cleanup.channels;

import org.jspecify.annotations.NullMarked;
