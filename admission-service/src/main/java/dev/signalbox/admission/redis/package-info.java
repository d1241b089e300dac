/** How the door keeps leases and keys in Redis: the layout, the scripts, the conversation. */
@NullMarked
package dev.signalbox.admission.redis;

import org.jspecify.annotations.NullMarked;
