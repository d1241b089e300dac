@NullMarked
package dev.signalbox.cli.agents;

import org.jspecify.annotations.NullMarked;
