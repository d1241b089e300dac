/** Which runners and agents there are, and how they are doing. */
@NullMarked
package dev.signalbox.admission.agents;

import org.jspecify.annotations.NullMarked;
