/** Where reports go. */
@NullMarked
package dev.signalbox.runner.report.port;

import org.jspecify.annotations.NullMarked;
