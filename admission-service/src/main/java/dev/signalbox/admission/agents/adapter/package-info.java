/** Reads from Kafka which runners and agents there are, and passes on what is asked of them. */
@NullMarked
package dev.signalbox.admission.agents.adapter;

import org.jspecify.annotations.NullMarked;
