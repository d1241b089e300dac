/** Child processes of the operating system: started, judged by identity, and ended with everything they started. */
@NullMarked
package dev.signalbox.standalone.process;

import org.jspecify.annotations.NullMarked;
