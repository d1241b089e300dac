/** File scopes held and waited for, so that agents never step on each other. */
@NullMarked
package dev.signalbox.scheduler.claim;

import org.jspecify.annotations.NullMarked;
