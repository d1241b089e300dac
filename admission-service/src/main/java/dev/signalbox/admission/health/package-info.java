/** Whether the door can do its work, and why not. */
@NullMarked
package dev.signalbox.admission.health;

import org.jspecify.annotations.NullMarked;
