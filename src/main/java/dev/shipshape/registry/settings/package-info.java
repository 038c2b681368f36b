/** What can be set about a repository: tags, scans, its policy, its AWS tags. */
@NullMarked
package dev.shipshape.registry.settings;

import org.jspecify.annotations.NullMarked;
